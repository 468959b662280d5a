package dev.clova.engine.definition;

import java.util.List;

/** What {@code clova.toml} may hold. */
final class WorkspaceSchema {

  private static final List<Key> TARGET =
      List.of(
          Key.text(
                  "host",
                  "What to connect to: a name, an address, or an alias of `~/.ssh/config`, whose"
                      + " settings for it are honoured.")
              .orElse("the target's name")
              .example("\"192.0.2.10\""),
          Key.text(
                  "address",
                  "What other services call this host: the value of `services.NAME.host` for the"
                      + " services on it.")
              .orElse("`host`")
              .example("\"10.0.0.5\""),
          Key.whole("port", 1, 65_535, "The port of its SSH server.")
              .orElse("that of `~/.ssh/config`, or 22")
              .example("2222"),
          Key.text("user", "The user to log in as.")
              .orElse("that of `~/.ssh/config`, or your own name")
              .example("\"deploy\""),
          Key.text(
                  "identity",
                  "The file of the private key: absolute, `~/…`, or relative to the workspace.")
              .orElse("those of `~/.ssh/config`, the SSH agent and the usual files")
              .example("\"~/.ssh/id_ed25519\""),
          Key.text("known_hosts", "The file of host keys to trust, written like `identity`.")
              .orElse("that of `~/.ssh/config`, or `~/.ssh/known_hosts`")
              .example("\"known_hosts\""),
          Key.text(
                  "jump",
                  "A host to go through: a target's name or `user@host:port`. Several are separated"
                      + " by commas, the first nearest to you; a target's own `jump` is followed."
                      + " `\"\"` goes directly.")
              .orElse("the `ProxyJump` of `~/.ssh/config`")
              .example("\"bastion\""),
          Key.choice(
                  "become",
                  List.of("none", "sudo", "doas"),
                  "How the user becomes root there. Without it everything is the user's own.")
              .or("none")
              .example("\"sudo\""),
          Key.text(
                  "root",
                  "The folder of the services: a service lives at `<root>/<service>`. Absolute, or"
                      + " `~/…`; never a system folder.")
              .orElse("`/srv/clova`, or `~/clova` for an ordinary user without `become`")
              .example("\"/srv/clova\""),
          Key.texts("tags", "Words to choose targets by, as in `targets = [\"tag:web\"]`.")
              .or()
              .example("[\"web\", \"edge\"]"),
          Key.of(
                  "vars",
                  Key.Type.VARIABLES,
                  "Variables of this target, `vars.NAME` and `target.vars.NAME` in templates. They"
                      + " go before the workspace's, and a service's go before them.",
                  List.of())
              .withTemplates()
              .example("{ region = \"eu\" }"),
          Key.flag(
                  "protect",
                  false,
                  "Whether nothing may be removed from this target or put at risk on it, as with"
                      + " `protect` in `[policy]`.")
              .example("true"),
          Key.choice(
                  "connection",
                  List.of("ssh", "openssh", "local"),
                  "`ssh`: Clova's own SSH. `openssh`: this machine's `ssh` program. `local`: the"
                      + " target is this machine, nothing is connected to.")
              .or("ssh")
              .example("\"local\""),
          Key.duration(
                  "timeout",
                  "30s",
                  "The longest wait for the connection, and for an answer while the target says"
                      + " nothing.")
              .example("\"10s\""),
          Key.whole(
                  "parallel", 1, 1000, "How many of this target's services are worked on at once.")
              .orElse("as many as the order allows")
              .example("2"));

  private static final Key WORKSPACE =
      Key.table(
          "workspace",
          "The working directory itself.",
          Key.text(
                  "id",
                  "Its lineage: a random text, written by `clova init`. The same in every clone, so"
                      + " that all of them see the same world; never two workspaces with one id.")
              .mustBeThere(),
          Key.text("name", "Its name, shown to people.")
              .orElse("the directory's name")
              .example("\"homelab\""),
          Key.text(
                  "clova",
                  "The versions of Clova that may run here: `>=`, `>`, `<=`, `<` or `=` and a"
                      + " version, several separated by commas.")
              .orElse("any")
              .example("\">=0.1\""),
          Key.texts(
                  "ignore",
                  "Folders that are not searched for services, in gitignore syntax. Hidden folders"
                      + " never are.")
              .or()
              .example("[\"archive/**\"]"));

  static final Key FILE =
      Key.table(
          "",
          "The workspace: its targets and what all services share.",
          WORKSPACE.mustBeThere(),
          Key.of(
              "defaults",
              Key.Type.TABLE,
              "Any key of a target, for every target without it.",
              TARGET),
          Key.of(
                  "vars",
                  Key.Type.VARIABLES,
                  "Variables of the whole workspace, `vars.NAME` in templates.",
                  List.of())
              .withTemplates(),
          Key.of(
              "targets",
              Key.Type.NAMED_TABLES,
              "The servers, `[targets.NAME]` each. Names are lower-case letters, digits, `-`, `_`"
                  + " and `.`.",
              TARGET),
          Key.notYet("secrets", "Where `secrets.NAME` comes from."),
          PolicySchema.INSIDE,
          Key.notYet("move", "How long the old place of a moved service is kept."));

  private WorkspaceSchema() {}
}
