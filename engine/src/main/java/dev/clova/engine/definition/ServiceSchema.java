package dev.clova.engine.definition;

import java.util.List;

/** What {@code service.clova.toml} may hold. */
final class ServiceSchema {

  private static final Key SYNC =
      Key.table(
          "sync",
          "What of the directory goes to the target, and how. Patterns are in gitignore syntax,"
              + " relative to the directory.",
          Key.texts("exclude", "What does not go there. A `.clovaignore` file works too.")
              .or()
              .example("[\"drafts/\", \"*.psd\"]"),
          Key.texts(
                  "persist",
                  "What belongs to the running service once it is on the target: sent where there"
                      + " is nothing yet, never changed or removed after that.")
              .or("data/")
              .example("[\"data/\"]"),
          Key.texts(
                  "template",
                  "Files that are rendered on their way. `x.conf.tmpl` becomes `x.conf`; a file of"
                      + " any other name keeps it.")
              .or()
              .example("[\"*.tmpl\"]"),
          Key.of(
                  "mode",
                  Key.Type.MODES,
                  "Permissions by pattern, in octal; the last match counts.",
                  List.of())
              .orElse("`0755` for directories and executables, `0644` otherwise")
              .example("{ \"bin/*\" = \"0755\" }"),
          Key.text("owner", "Whom the files belong to there: `user` or `user:group`.")
              .orElse("the SSH user; root with `become`")
              .example("\"app\""),
          Key.choice(
                  "delete",
                  List.of("managed", "extra", "never"),
                  "What is removed from the target. `managed`: what Clova put there earlier and the"
                      + " directory no longer has. `extra`: everything that the directory does not"
                      + " have and that is not persistent. `never`: nothing.")
              .or("managed")
              .example("\"extra\""));

  private static final Key COMPOSE =
      Key.table(
          "compose",
          "Docker Compose. Found by itself from a Compose file; the project is named after the"
              + " service.",
          Key.texts("file", "The Compose files, in order.")
              .orElse(
                  "the first of `compose.yaml`, `compose.yml`, `docker-compose.yml` and"
                      + " `docker-compose.yaml`, and its override file")
              .example("[\"compose.yml\"]"),
          Key.texts("profiles", "Profiles to start.").withTemplates().or().example("[\"debug\"]"),
          Key.choice("pull", List.of("missing", "always", "never"), "When images are pulled.")
              .or("missing")
              .example("\"always\""),
          Key.flag("build", false, "Builds images on the target.").example("true"),
          Key.flag(
                  "remove_orphans",
                  true,
                  "Removes the project's containers that its files no longer name.")
              .example("false"));

  private static final Key SYSTEMD =
      Key.table(
          "systemd",
          "Units of the target's systemd. Found by itself from unit files in the directory.",
          Key.texts("units", "The unit files, each in the top of the directory.")
              .orElse("every unit file there")
              .example("[\"blog.service\", \"blog.timer\"]"),
          Key.flag("user", false, "Units of the user instead of the system's; not available yet.")
              .example("false"),
          Key.flag("enable", true, "Starts the units with the system.").example("false"));

  private static final Key COMMAND =
      Key.table(
          "command",
          "Commands of the service's own, run by `/bin/sh` in its directory on the target.",
          Key.text("start", "Starts the service, and returns.")
              .mustBeThere()
              .withTemplates()
              .example("\"./run start\""),
          Key.text("stop", "Stops it, and returns.")
              .mustBeThere()
              .withTemplates()
              .example("\"./run stop\""),
          Key.text("status", "Tells whether it runs: exit status 0 if it does.")
              .mustBeThere()
              .withTemplates()
              .example("\"./run status\""),
          Key.text("reload", "Makes it read its configuration again.")
              .withTemplates()
              .example("\"./run reload\""),
          Key.text("logs", "Prints its log.")
              .withTemplates()
              .example("\"tail -n 200 -f log/blog.log\""));

  private static final Key ON_CHANGE =
      Key.of(
          "on_change",
          Key.Type.TABLES,
          "What happens when files change. The first table with a matching pattern counts; a file"
              + " that none matches follows the runtime's own rule.",
          List.of(
              Key.texts("files", "Patterns in gitignore syntax.")
                  .mustBeThere()
                  .example("[\"*.conf\"]"),
              Key.text(
                      "action",
                      "`restart`, `reload`, `none`, or `run: ` and a command for the service's"
                          + " directory on the target.")
                  .mustBeThere()
                  .withTemplates()
                  .example("\"reload\"")));

  private static final Key HEALTH =
      Key.table(
          "health",
          "When the service counts as healthy: one of `http`, `tcp` and `command`, asked on the"
              + " target after a start.",
          Key.text("http", "A URL to get.").withTemplates().example("\"http://localhost:2368/\""),
          Key.text("tcp", "An address to connect to, `host:port`.")
              .withTemplates()
              .example("\"localhost:5432\""),
          Key.text("command", "A command in the service's directory; exit status 0 is healthy.")
              .withTemplates()
              .example("\"./run ping\""),
          Key.whole("expect", 100, 599, "The status that `http` must answer with.")
              .orElse("any from 200 to 399")
              .example("200"),
          Key.text("contains", "A text that the answer to `http` must hold.")
              .withTemplates()
              .example("\"ok\""),
          Key.duration("interval", "2s", "The pause between two attempts.").example("\"2s\""),
          Key.duration("timeout", "60s", "How long it may take to become healthy.")
              .example("\"60s\""));

  private static final Key HOOKS =
      Key.table(
          "hooks",
          "Commands around what Clova does, run on the target in the service's directory. An empty"
              + " text is no command.",
          Key.text("before_apply", "Before anything of the service changes.")
              .withTemplates()
              .example("\"./backup\""),
          Key.text("after_apply", "When everything is done and healthy.")
              .withTemplates()
              .example("\"./warm-cache\""),
          Key.text("before_stop", "Before the service is stopped.")
              .withTemplates()
              .example("\"./drain\""));

  private static final Key ROLLOUT =
      Key.table(
          "rollout",
          "How a change goes over the service's placements, in the order of their targets' names. A"
              + " batch begins when all of the one before are done and healthy.",
          Key.of(
                  "batch",
                  Key.Type.SHARE,
                  "How many placements at a time: a number, or a share of all.",
                  List.of())
              .orElse("all")
              .example("\"25%\""),
          Key.whole("canary", 0, 1000, "How many go alone, before all others.")
              .orElse("`0`")
              .example("1"),
          Key.of("pause", Key.Type.DURATION, "The pause between two batches.", List.of())
              .orElse("none")
              .example("\"5m\""),
          Key.whole(
                  "max_failures",
                  0,
                  1000,
                  "How many placements may fail; with one more, those that have not begun stay as"
                      + " they are.")
              .orElse("`0`")
              .example("1"),
          Key.choice(
                  "on_failure",
                  List.of("stop", "continue", "rollback"),
                  "What a failed start or health check means. `stop`: what failed is left as it is."
                      + " `continue`: and the rest goes on, however many fail. `rollback`: what"
                      + " failed goes back to its earlier version; with more than `max_failures` all"
                      + " that this rollout has changed does.")
              .or("stop")
              .example("\"rollback\""),
          Key.text(
                  "confirm",
                  "For what can cut Clova's own way in (SSH, sudo, network, firewall): after a change"
                      + " or a removal a new connection must succeed within this time, from `5s` to `10m`, or the"
                      + " target takes the change back by itself. `never`: nothing is taken back.")
              .orElse(
                  "`45s` for a service in a folder such as `/etc/ssh` or `/etc/sudoers.d`, else"
                      + " `never`")
              .example("\"45s\""),
          Key.whole(
                  "keep",
                  1,
                  50,
                  "How many earlier versions stay on a target, for `clova rollback`.")
              .orElse("`3`")
              .example("3"));

  static final Key FILE =
      Key.table(
          "",
          "A service: the directory of this file, where it goes and how it runs.",
          Key.text("description", "One line for people.").or("").example("\"The blog\""),
          Key.texts(
                  "targets",
                  "Where it is: targets' names, `tag:NAME` for all with a tag, `*` for all; `!` in"
                      + " front leaves out. `[]` is nowhere.")
              .mustBeThere()
              .example("[\"vps\"]"),
          Key.texts("after", "Services of which everything is done before this one begins.")
              .or()
              .example("[\"postgres\"]"),
          Key.text(
                  "renamed_from",
                  "The name that it had before: what targets have of a service of that name, data"
                      + " and all, is this one's. `clova rename` writes it; once no target knows"
                      + " the old name, it may go.")
              .example("\"weblog\""),
          Key.choice(
                  "state",
                  List.of("running", "stopped", "absent"),
                  "What it shall be: running, stopped with its files in place, or not there.")
              .or("running")
              .example("\"stopped\""),
          Key.choice(
                  "runtime",
                  List.of("compose", "systemd", "command", "none"),
                  "How it runs; `none`: its files are all.")
              .orElse("the table that is here, else what the directory holds, else `none`")
              .example("\"none\""),
          Key.of(
                  "vars",
                  Key.Type.VARIABLES,
                  "Variables of this service, `vars.NAME` in templates; they go before the target's"
                      + " and the workspace's.",
                  List.of())
              .withTemplates(),
          SYNC,
          Key.of(
                  "env",
                  Key.Type.ENVIRONMENT,
                  "Environment variables, written to `.env` in the service's directory with mode"
                      + " 0600 and never shown.",
                  List.of())
              .withTemplates(),
          COMPOSE,
          SYSTEMD,
          COMMAND,
          ON_CHANGE,
          HEALTH,
          HOOKS,
          ROLLOUT,
          Key.table(
              "move",
              "What becomes of the copy that a move leaves behind.",
              Key.of(
                      "keep",
                      Key.Type.PERIOD,
                      "How long it stays on the target that was left. After that a plan removes it,"
                          + " data and all, as `clova move --finish` does.",
                      List.of())
                  .orElse("until `clova move --finish`")
                  .example("\"24h\"")),
          Key.table(
              "lifecycle",
              "What may become of it.",
              Key.flag(
                      "prevent_destroy",
                      false,
                      "Refuses to remove it. Kept on the target, so that deleting this file does"
                          + " not lift it.")
                  .example("true")),
          Key.notYet("repository", "A package repository of the target."),
          Key.notYet("package", "A package of the target's distribution."),
          Key.notYet("group", "A group of the target."),
          Key.notYet("user", "A user of the target."),
          Key.notYet("directory", "A directory outside the service's own."),
          Key.notYet("file", "A file outside the service's own directory."),
          Key.notYet("link", "A symbolic link."),
          Key.notYet("line", "One line of a file that is not Clova's."),
          Key.notYet("unit", "A unit that the target has anyway."));

  private ServiceSchema() {}
}
