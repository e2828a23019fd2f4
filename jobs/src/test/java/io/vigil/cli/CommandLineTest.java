package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.rule.Parameter;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import io.vigil.rule.RulePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
    private static final String RULES =
            """
            rules:
              - id: overspeed
                kind: overspeed
                applies: mover.kind == "vehicle"
                tier: yellow
            """;

    @TempDir
    private Path folder;

    @Test
    void everyCommandHasHelp() {
        CommandLine root = VigilCommand.commandLine();
        assertThat(root.getSubcommands())
                .containsKeys("demo", "replay", "live", "decode", "rules", "zones", "registry");
        assertThat(Cli.run("--help").out()).contains("replay", "demo", "live");
        for (String command : root.getSubcommands().keySet()) {
            Cli help = Cli.run(command, "--help");
            assertThat(help.exit()).as(command).isZero();
            assertThat(help.out()).as(command).contains("Usage: vigil " + command);
            for (String below :
                    root.getSubcommands().get(command).getSubcommands().keySet()) {
                assertThat(Cli.run(command, below, "--help").out()).contains("Usage: vigil " + command + ' ' + below);
            }
        }
    }

    @Test
    void saysItsVersion() {
        assertThat(Cli.run("--version").out()).startsWith("vigil ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nonsense                                                 | nonsense
                    replay                                                   | --feed
                    replay --feed positions:x --rules r.yaml                 | --out
                    replay --feed a --rules r --out o --parallelism many     | --parallelism
                    replay --feed a --rules r --out o --parallelism 0        | --parallelism=0 must be 1 to 64
                    replay --feed a --rules r --out o --mode sideways        | --mode
                    replay --feed a --rules r --out o --from noon            | --from
                    replay --feed kafka:x --rules r --out o                  | kafka:BOOTSTRAP/TOPIC
                    replay --feed a --rules r --out o --tides w.json         | --tides
                    demo --minutes 0                                         | --minutes=0.0 must be above 0
                    demo --port 70000                                        | --port=70000 must be 0 to 65535
                    demo --speed -3                                          | --speed=-3.0 must be above 0
                    live                                                     | --config
                    decode                                                   | vigil decode ais FILE
                    decode gps x                                             | gps
                    rules check                                              | FILE
                    zones check                                              | at least one FILE
                    """)
    void saysWhatIsWrongInOneLine(String arguments, String message) {
        Cli cli = Cli.run(arguments.strip().split(" "));

        assertThat(cli.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.err()).startsWith("vigil: ").contains(message.strip());
    }

    @Test
    void printsHelpWhereNoCommandIsGiven() {
        assertThat(Cli.run().exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Cli.run().err()).contains("Usage: vigil");
    }

    @Test
    void tellsTheFaultsOfAllFilesAndEndsWithThree() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), RULES);
        Path bad = Files.writeString(
                folder.resolve("bad.yaml"), RULES.replace("tier: yellow", "tier: pink\n    colour: x"));
        Path worse =
                Files.writeString(folder.resolve("worse.yaml"), RULES.replace("kind: overspeed", "kind: overspede"));

        Cli cli = Cli.run("rules", "check", good.toString(), bad.toString(), worse.toString());

        assertThat(cli.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.out()).contains("good.yaml: good");
        assertThat(cli.err())
                .contains("bad.yaml: ")
                .contains("pink")
                .contains("colour")
                .contains("overspede");
        assertThat(cli.err()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"rules, check", "zones, check", "registry, check", "decode, ais", "decode, jt808"})
    void aMissingFileIsBadInputTheWholeStoryInOneLine(String command, String below) {
        Cli cli = Cli.run(command, below, folder.resolve("missing.txt").toString());

        assertThat(cli.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("missing.txt").doesNotContain("\tat ");
    }

    @Test
    void aMissingConfigurationIsBadInput() {
        Cli cli = Cli.run("live", "--config", folder.resolve("none.yaml").toString());

        assertThat(cli.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void lanesAreNamedByTheirFilesAndTwoMustNotShareAName() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Path one = Files.writeString(folder.resolve("a/rules.v2.yaml"), RULES);
        Path two = Files.writeString(folder.resolve("b/rules.v2.yaml"), RULES);
        Path feed = Files.writeString(folder.resolve("feed.jsonl"), "");

        assertThat(ControlOptions.laneName(one)).isEqualTo("rules.v2");
        Cli cli = Cli.run(
                "replay",
                "--feed",
                "positions:" + feed,
                "--rules",
                one.toString(),
                "--rules",
                two.toString(),
                "--out",
                folder.resolve("out").toString());

        assertThat(cli.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(cli.err()).contains("two --rules files are named rules.v2");
    }

    @Test
    void listsEveryKindOfTheCatalogueWithItsParametersAndDefaults() {
        String all = Cli.run("rules", "kinds").out();
        for (RuleKind kind : RuleCatalog.kinds()) {
            assertThat(all).contains(kind.kind() + "  (" + kind.code(), kind.nameZh());
            for (Parameter parameter : kind.allParameters()) {
                assertThat(all).contains("    " + parameter.name());
            }
        }
        assertThat(Cli.run("rules", "kinds", "night-run").out())
                .contains("night-run")
                .doesNotContain("going-dark");
        assertThat(Cli.run("rules", "kinds", "nightrun").err()).contains("there is no kind nightrun; known are ");
    }

    @Test
    void writesTheReferencePagesOfTheKinds() throws IOException {
        Path out = folder.resolve("new/rules");

        assertThat(Cli.run("rules", "docs", "--out", out.toString()).out())
                .contains((RuleCatalog.kinds().size() + 1) + " pages");
        assertThat(out.resolve("curfew.md")).content().isEqualTo(RulePages.all().get("curfew.md"));
        assertThat(Cli.run("rules", "docs").exit()).isEqualTo(2);
    }

    @Test
    void readsTheListsOfSubcommandsWithTheirComments() {
        assertThat(SubcommandCatalog.lines("# a\n\n  io.x.Y \n#z\nzones io.x.Z"))
                .isEqualTo(List.of("io.x.Y", "zones io.x.Z"));
    }
}
