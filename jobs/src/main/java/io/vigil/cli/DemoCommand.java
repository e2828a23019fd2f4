package io.vigil.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until the next commit. */
@Command(name = "demo", description = "The whole system on one machine, nothing to install.")
public final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
