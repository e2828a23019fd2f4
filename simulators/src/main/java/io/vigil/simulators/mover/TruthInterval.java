package io.vigil.simulators.mover;

import io.vigil.model.MoverId;

/**
 * What a mover really did, as one line of {@code truth.jsonl} says it.
 *
 * @param rule the rule it breaks, or nearly breaks
 * @param mover who
 * @param fromMillis first second of it, milliseconds since the epoch
 * @param toMillis last second of it
 * @param offence true for an offence; false for a control: close to one, but lawful, so a warning here would be wrong
 */
public record TruthInterval(String rule, MoverId mover, long fromMillis, long toMillis, boolean offence) {}
