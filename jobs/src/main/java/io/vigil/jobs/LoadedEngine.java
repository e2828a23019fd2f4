package io.vigil.jobs;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;

/**
 * A compiled engine and what it was compiled from. Immutable; shared by all subtasks of a process.
 *
 * @param engine judges
 * @param control zones, routes and registry it judges against
 */
public record LoadedEngine(Engine engine, ControlData control) {}
