package dev.clova.engine.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.TextAt;
import dev.clova.engine.definition.WorkingDirectory;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {

  private static final Map<String, String> FACTS = Map.of("os", "debian", "arch", "x86_64");

  @TempDir Path root;

  private Definitions definitions() {
    return WorkingDirectory.in(root)
        .with(
            "clova.toml",
            """
                [workspace]
                id = "k3v9t2mqa8wz"
                name = "homelab"
                [vars]
                domain = "example.org"
                level = "global"
                where = "{{ target.name }}"
                [targets.nuc]
                host = "192.0.2.10"
                address = "10.0.0.5"
                user = "deploy"
                become = "sudo"
                tags = ["home", "docker"]
                vars = { level = "target", base = "/{{ target.name }}" }
                [targets.vps]
                host = "vps.example.org"
                user = "root"
                root = "/opt/x"
                vars = { base = "/{{ target.name }}", peer = "{{ targets.nuc.vars.base }}" }
                [targets.pi]
                """)
        .service(
            "blog",
            """
                targets = ["nuc", "vps", "pi"]
                [vars]
                level = "service"
                url = "https://{{ domain }}/{{ service.name }}"
                ports = [80, 443]
                pair = { a = "x{{ level }}", b = 1.5 }
                on = true
                """)
        .service("db", "targets = [\"nuc\"]")
        .service("cache-1", "targets = [\"*\", \"!pi\"]")
        .read();
  }

  private Rendering on(String target) {
    return rendering(target, FACTS);
  }

  private Rendering rendering(String target, Map<String, String> facts) {
    Definitions definitions = definitions();
    return new Templates(definitions)
        .rendering(definitions.service("blog"), definitions.target(target), new TreeMap<>(facts));
  }

  private String rendered(String template) {
    return on("nuc").file("blog/x.tmpl", template);
  }

  private Problem problem(String template) {
    ClovaException thrown = assertThrows(ClovaException.class, () -> rendered(template));
    assertEquals(1, thrown.problems().size());
    return thrown.problems().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "{{ domain }} => example.org",
        "{{domain}} => example.org",
        "{{ vars.domain }} => example.org",
        "{{ vars[\"domain\"] }} => example.org",
        "{{ vars['domain'] }} => example.org",
        "{{ level }} => service",
        "{{ target.vars.level }} => target",
        "{{ url }} => https://example.org/blog",
        "{{ where }} => nuc",
        "{{ pair.a }} {{ pair.b }} {{ on }} => xservice 1.5 true",
        "{{ ports | join(\",\") }} => 80,443",
        "{{ ports[1] }} => 443",
        "{{ target.host }} {{ target.user }} {{ target.root }} => 192.0.2.10 deploy /srv/clova",
        "{{ target.tags | join(\"+\") }} => docker+home",
        "{{ target.facts.os }} => debian",
        "{{ service.dir }} => /srv/clova/blog",
        "{{ workspace.name }} {{ workspace.id }} => homelab k3v9t2mqa8wz",
        "{{ services.db.host }} => 10.0.0.5",
        "{{ services[\"cache-1\"].hosts | join(\",\") }} => 10.0.0.5,vps.example.org",
        "{{ services[\"cache-1\"].targets | join(\",\") }} => nuc,vps",
        "{{ targets.vps.host }} {{ targets.vps.root }} => vps.example.org /opt/x",
        "{{ targets.vps.vars.base }} {{ targets.vps.vars.peer }} => /vps /nuc",
        "{{ targets.pi.root }} => ~/clova",
        "{{ nothing | default(\"d\") }} {{ vars.nothing | default(level) }} => d service",
        "{{ nothing is defined }} {{ level is defined }} => false true",
        "{% if target.tags contains \"home\" %}y{% else %}n{% endif %} => y",
        "{% for p in ports %}{{ loop.index }}={{ p }}{% if not loop.last %},{% endif %}{% endfor %} => 0=80,1=443",
        "{% for e in pair %}{{ e.key }}={{ e.value }};{% endfor %} => a=xservice;b=1.5;",
        "{% for s in services %}{{ s.key }},{% endfor %} => blog,cache-1,db,",
        "{% set x = level ~ 1 %}{{ x }} => service1",
        "{{ 1 + 2 * 3 - 4 / 2 }} {{ 7 % 4 }} {{ \"a\" + 1 }} => 5 3 a1",
        "{{ level == \"service\" ? \"y\" : \"n\" }} => y",
        "{{ max(1, 3) }}{{ min(1, 3) }} => 31",
        "${#array} {# no comment #} => ${#array} {# no comment #}",
        "{{ \"#{level}\" }} => #{level}",
        "{{ \"{{\" }} .Names }} => {{ .Names }}",
        "{% verbatim %}{{ .Names }}{% endverbatim %} {{ level | upper }} => {{ .Names }} SERVICE",
      })
  void templateIsRendered(String template, String expected) {
    assertEquals(expected, rendered(template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"a b\" !base64 | YSBi",
        "\"aB\" !capitalize | AB",
        "\"\" !default(\"x\") | x",
        "\"ab\" !first | a",
        "[] !first | ~~",
        "\"ab\" !last | b",
        "[1,2] !last | 2",
        "\"é😀\" !length | 2",
        "{\"a\":1} !length | 1",
        "[\"\",\"\"] !join(\",\") | ,",
        "\"AB\" !lower | ab",
        "\"it's\" !quote | 'it'\\''s'",
        "\"aXbX\" !replace({\"X\":\"YX\"}) | aYXbYX",
        "[1,2] !reverse !join(\",\") | 2,1",
        "[\"b\",\"a\"] !sort !join(\",\") | a,b",
        "\"a.b.c\" !split(\".\") !join(\"-\") | a-b-c",
        "\" a \" !trim | a",
        "\"ab\" !upper | AB",
        "\"a b&\" !urlencode | a+b%26",
      })
  void filterDoesWhatItSays(String expression, String expected) {
    assertEquals(expected, rendered("{{ " + expression.replace('!', '|') + " }}"));
  }

  @Test
  void indentMovesEveryLineButTheFirst() {
    assertEquals("a\n  b\n  ", rendered("{% set x = \"a\nb\n\" %}{{ x | indent(2) }}"));
  }

  @Test
  void everythingOutsideOfTagsStaysByteForByte() {
    String odd = "\r\n\ttab  \n\n  {{ level }}\n{% if true %}\n x\n{% endif %}\n\u0085\u2028end ";
    assertEquals("\r\n\ttab  \n\n  service\n\n x\n\n\u0085\u2028end ", rendered(odd));
    String kept =
        "a\n  {% verbatim %}  \n {{ x }}{% if %}\n  {% endverbatim %}\n{{ level | lower }}";
    assertEquals("a\n    \n {{ x }}{% if %}\n  \nservice", rendered(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ \"a\".getClass() }}",
        "{{ level.bytes }}",
        "{{ level.class }}",
        "{{ ports.size() }}",
        "{{ template }}",
        "{{ template.name }}",
        "{{ locale }}",
        "{{ _context }}",
        "{{ _context.vars }}",
        "{% include \"/etc/hostname\" %}",
        "{% import \"/etc/hostname\" %}",
        "{% extends \"/etc/hostname\" %}",
        "{% embed \"/etc/hostname\" %}{% endembed %}",
        "{% from \"x\" import y %}",
        "{% macro m() %}{% endmacro %}",
        "{% block b %}{% endblock %}",
        "{% cache 'x' %}{% endcache %}",
        "{% parallel %}x{% endparallel %}",
        "{% flush %}",
        "{% autoescape false %}x{% endautoescape %}",
        "{{ i18n(\"a\", \"b\") }}",
        "{{ \"x\" | date(\"yyyy\") }}",
        "{{ \"x\" | raw }}",
        "{{ \"x\" | format(1) }}",
        "{{ parent() }}",
        "{{ range(1, 5) }}",
        "{{ 1 .. 5 }}",
        "{{ target.facts }}",
        "{{ services }}",
      })
  void nothingElseIsInReach(String template) {
    assertEquals(ProblemCode.TEMPLATE, problem(template).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ \"abc\\",
        "{{ \"#{level}\\",
        "{{ \"abc",
        "{{ '",
        "{%",
        "{{",
        "{% verbatim %}",
        "{{ }}",
        "{{ (1)(2) }}",
        "{{ 99999999999999999999 }}",
        "{{ 1 / 0 }}",
        "{{ [1][5] }}",
        "{{ ports[9] }}",
        "{{ {1:2}[3] }}",
        "{{ not }}",
        "{{ 1 | join }}",
        "{{ \"a\" | split(\"\") }}",
        "{{ \"a\" | indent(-1) }}",
        "{{ \"a\" | upper(1) }}",
        "{% for %}{% endfor %}",
        "{% for x in 5 %}{% endfor %}",
        "{% if \"a\" %}x",
        "{% if ports %}x{% endif %}",
        "{% endif %}",
        "\uFFFE{{ level | upper }}",
      })
  void whatIsWrongIsToldAsAProblem(String template) {
    Problem problem = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> problem(template));
    assertEquals(ProblemCode.TEMPLATE, problem.code());
    assertTrue(problem.detail().endsWith("."), problem.detail());
    assertFalse(problem.detail().matches(".*(null|Exception|Pebble|\uFFFE).*"), problem.detail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in L %}{% for b in L %}{% for c in L %}{% for d in L %}{% for e in L %}{% for f in L %}"
            + "{% for g in L %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set x = \"0123456789\" %}{% for a in L %}{% for b in L %}{% set x = x ~ x %}{% endfor %}{% endfor %}",
        "{% set x = \"0123456789\" %}{% for a in L %}{% for b in L %}{% set x = x + x %}{% endfor %}{% endfor %}",
        "{% set x = \"0123456789\" %}{% for a in L %}{% for b in L %}{% set x = [x,x] | join(x) %}{% endfor %}{% endfor %}",
        "{% set x = \"0\" %}{% for a in L %}{% for b in L %}{% set x = x | replace({\"0\":\"00000000\"}) %}{% endfor %}{% endfor %}",
        "{% set x = \"\n\" %}{% for a in L %}{% for b in L %}{% set x = (x ~ x) | indent(200) %}{% endfor %}{% endfor %}",
        "{% set x = [1] %}{% for a in L %}{% for b in L %}{% set x = [x,x] %}{{ x | join }}{% endfor %}{% endfor %}",
      })
  void endlessWorkEndsSoon(String template) {
    String endless = template.replace("L", "[1,2,3,4,5,6,7,8,9,10]");
    Problem problem = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> problem(endless));
    assertTrue(problem.code() == ProblemCode.TOO_LARGE || problem.code() == ProblemCode.TEMPLATE);
  }

  @Test
  void deepNestingIsAProblemAndNoCrash() {
    String deep = "{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}";
    assertEquals(ProblemCode.TEMPLATE, problem(deep).code());
    String nots = "{{ " + "not ".repeat(50_000) + "true }}";
    assertEquals(ProblemCode.TEMPLATE, problem(nots).code());
  }

  @Test
  void placeOfAProblemIsTheNamesOwn() {
    Problem problem = problem("a\n  é {{ level | upper }} {{ vars.nope | upper }}\n");
    assertEquals("blog/x.tmpl:2:28", problem.at().orElseThrow().toString());
    assertEquals(9, problem.at().orElseThrow().width());
    assertEquals(
        "  é {{ level | upper }} {{ vars.nope | upper }}", problem.at().orElseThrow().text());
  }

  @Test
  void problemOfAVariableIsToldWhereTheVariableIs() {
    Definitions broken =
        WorkingDirectory.in(root, "a")
            .service("blog", "targets = [\"a\"]\n[vars]\na = \"{{ vars.zz }}\"\n")
            .read();
    Rendering rendering =
        new Templates(broken)
            .rendering(broken.service("blog"), broken.target("a"), new TreeMap<>());
    ClovaException thrown =
        assertThrows(ClovaException.class, () -> rendering.file("x", "{{ vars.a | upper }}"));
    assertEquals(
        "blog/service.clova.toml:3:9", thrown.problems().getFirst().at().orElseThrow().toString());
    assertEquals(thrown.problems(), rendering.problems());
  }

  @Test
  void missingFactsAreNoticed() {
    Rendering blind = rendering("nuc", Map.of());
    assertEquals("service", blind.file("x", "{{ level }}"));
    assertFalse(blind.missedFacts());
    assertThrows(ClovaException.class, () -> blind.file("x", "{{ target.facts.os | upper }}"));
    assertTrue(blind.missedFacts());
  }

  @Test
  void unknownFactIsNoMissingOne() {
    Rendering seeing = on("nuc");
    assertThrows(ClovaException.class, () -> seeing.file("x", "{{ target.facts.oss }}"));
    assertFalse(seeing.missedFacts());
  }

  @Test
  void oneRenderingServesManyTexts() {
    Rendering vps = on("vps");
    for (int i = 0; i < 3; i++) {
      assertEquals("/vps /nuc", vps.file("x", "{{ target.vars.base }} {{ target.vars.peer }}"));
      assertThrows(ClovaException.class, () -> vps.file("x", "{{ vars.nope }}"));
    }
    assertEquals("https://example.org/blog", vps.text(text("{{ url }}")));
  }

  private static TextAt text(String text) {
    return new TextAt(text, new SourcePosition("f", 1, 1, "\"" + text + "\"", text.length() + 2));
  }

  @Test
  void circleThroughAnotherTargetIsFound() {
    Definitions round =
        new WorkingDirectory(root)
            .with(
                "clova.toml",
                """
                [workspace]
                id = "k3v9t2mqa8wz"
                [targets.a]
                vars = { x = "{{ targets.b.vars.y }}" }
                [targets.b]
                vars = { y = "{{ targets.a.vars.x }}" }
                """)
            .service("blog", "targets = [\"a\"]\n")
            .with("db/service.clova.toml", "targets = []")
            .with("cache-1/service.clova.toml", "targets = []")
            .read();
    Rendering rendering =
        new Templates(round).rendering(round.service("blog"), round.target("a"), new TreeMap<>());
    List<Problem> problems = rendering.problems();
    assertEquals(1, problems.size());
    assertEquals(ProblemCode.CYCLE, problems.getFirst().code());
  }
}
