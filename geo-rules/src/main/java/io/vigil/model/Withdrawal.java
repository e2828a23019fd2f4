package io.vigil.model;

/**
 * Takes back what was told of a mover: what follows from other movers' events, such as a driver's from those of his vehicle,
 * changes when those come late. No feed sends it.
 *
 * @param of what is no longer so; not a withdrawal itself
 */
public record Withdrawal(MoverEvent of) implements MoverEvent {
    public Withdrawal {
        if (of instanceof Withdrawal) {
            throw new IllegalArgumentException("a withdrawal cannot be withdrawn");
        }
    }

    @Override
    public MoverId mover() {
        return of.mover();
    }

    @Override
    public long eventTimeMillis() {
        return of.eventTimeMillis();
    }

    @Override
    public long receivedTimeMillis() {
        return of.receivedTimeMillis();
    }

    @Override
    public String word() {
        return "withdrawal";
    }

    @Override
    public Withdrawal withMover(MoverId other) {
        return new Withdrawal(of.withMover(other));
    }
}
