package io.vigil.guard;

/**
 * Takes what a guard decides.
 *
 * @param <T> transitions
 */
public interface GuardOutput<T extends Guarded> {
    /** To be published. */
    void publish(T transition);

    /** Kept from the desk; counted and kept where it can be looked up. */
    void withhold(T transition);

    /** Something about the system itself, for the duty engineer. */
    void tell(SystemRecord record);
}
