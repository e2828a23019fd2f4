package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConsoleMainTest {
    @ParameterizedTest
    @CsvSource({
        "'', Missing required option: '--bootstrap=HOST:PORT'",
        "'--bootstrap localhost', --bootstrap=localhost must be HOST:PORT",
        "'--bootstrap localhost:9092 --port 70000', --port=70000 must be 0 to 65535",
        "'--bootstrap localhost:9092 --port http', 'http'",
        "'--bootstrap localhost:9092 --colour red', --colour",
    })
    void saysInOneLineWhatIsWrongAndExitsWith2(String arguments, String message) {
        StringWriter told = new StringWriter();
        CommandLine command = ConsoleMain.commandLine().setErr(new PrintWriter(told));

        int exit = command.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(exit).isEqualTo(2);
        assertThat(told.toString().lines()).hasSize(1);
        assertThat(told.toString()).startsWith("console: ").contains(message);
    }
}
