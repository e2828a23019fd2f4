package io.vigil.evaluate;

import io.vigil.history.HistoryStore;
import io.vigil.model.ContentHash;
import io.vigil.model.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is published in line with what judging again has yielded: episode by episode, by their last transitions. An
 * episode whose onset has moved is found by the time it shares with the one that is gone, and goes on under the id that is
 * out.
 */
final class Corrections {
    private final PublishedLog log;
    private final HistoryStore store;
    private final WarningOutput out;
    private final long timeMillis;
    private final long serial;
    private final CorrectionCause cause;

    /** Transitions of this run, whose bodies need not be read. */
    private final Map<PublishedLog.Noted, Warning> inHand = new HashMap<>();

    /**
     * Corrections of what a mover's log says.
     *
     * @param timeMillis up to when the mover has been judged, event time
     * @param serial the open chunk
     * @param cause why the past was judged again
     */
    Corrections(
            PublishedLog log,
            HistoryStore store,
            WarningOutput out,
            long timeMillis,
            long serial,
            CorrectionCause cause) {
        this.log = log;
        this.store = store;
        this.out = out;
        this.timeMillis = timeMillis;
        this.serial = serial;
        this.cause = cause;
    }

    /**
     * Publishes what has become different, and notes it.
     *
     * @param before what was found before the part that was judged again
     * @param found what was found in that part
     * @param after what was found after it and stays
     */
    void publish(List<PublishedLog.Noted> before, List<Rerun.Found> found, List<PublishedLog.Noted> after) {
        Map<String, PublishedLog.Noted> old = PublishedLog.folded(log.noted);
        List<PublishedLog.Noted> now = new ArrayList<>(before);
        noteAgain(found, now);
        now.addAll(after);
        Map<String, PublishedLog.Noted> renewed = PublishedLog.folded(now);

        Set<String> gone = new HashSet<>(old.keySet());
        gone.removeAll(renewed.keySet());
        Map<String, PublishedLog.Noted> fresh = new LinkedHashMap<>(renewed);
        fresh.keySet().removeAll(old.keySet());
        // One that was withdrawn and is true after all comes back under its own id.
        fresh.keySet().removeAll(log.publications.keySet());
        Map<String, String> moved = gone.isEmpty() || fresh.isEmpty() ? Map.of() : moved(gone, old, fresh);
        old.entrySet().stream()
                .filter(entry -> gone.contains(entry.getKey()) && !moved.containsValue(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> retract(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, PublishedLog.Noted> entry : renewed.entrySet()) {
            String key = entry.getKey();
            String from = moved.getOrDefault(key, key);
            PublishedLog.Noted was = old.get(from);
            if (was == null) {
                open(key, now);
            } else if (!key.equals(from) || !was.equals(entry.getValue())) {
                amend(from, was, key, entry.getValue());
            }
        }
        keep(now);
    }

    private void noteAgain(List<Rerun.Found> found, List<PublishedLog.Noted> now) {
        Map<String, PublishedLog.Noted> known = new HashMap<>();
        log.noted.forEach(each -> known.put(each.key() + each.sequence() + each.contentHash(), each));
        for (Rerun.Found each : found) {
            Warning warning = each.warning();
            String key = PublishedLog.key(warning);
            String hash = PublishedLog.contentHash(warning);
            PublishedLog.Noted same = known.get(key + warning.sequence() + hash);
            long body = same == null ? log.nextBody++ : same.body();
            PublishedLog.Noted noted = new PublishedLog.Noted(key, each.serial(), warning.sequence(), hash, body);
            inHand.put(noted, warning);
            now.add(noted);
        }
    }

    /** New episodes by the key of the one that is gone and was published as what they are now. */
    private Map<String, String> moved(
            Set<String> gone, Map<String, PublishedLog.Noted> old, Map<String, PublishedLog.Noted> fresh) {
        record Pair(String from, String to, long sharedMillis, long apartMillis) {}
        List<Pair> pairs = new ArrayList<>();
        for (String from : gone) {
            Warning was = body(old.get(from));
            for (Map.Entry<String, PublishedLog.Noted> entry : fresh.entrySet()) {
                Warning is = body(entry.getValue());
                long shared = isOfOneSubject(was, is) ? sharedMillis(was, is) : -1;
                if (shared >= 0) {
                    long apart = Math.abs(was.onsetMillis() - is.onsetMillis());
                    pairs.add(new Pair(from, entry.getKey(), shared, apart));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::sharedMillis)
                .reversed()
                .thenComparingLong(Pair::apartMillis)
                .thenComparing(Pair::from)
                .thenComparing(Pair::to));
        Map<String, String> moved = new HashMap<>();
        for (Pair pair : pairs) {
            if (!moved.containsKey(pair.to) && !moved.containsValue(pair.from)) {
                moved.put(pair.to, pair.from);
            }
        }
        return moved;
    }

    private static boolean isOfOneSubject(Warning one, Warning other) {
        return one.lane().equals(other.lane())
                && one.rule().equals(other.rule())
                && one.stage().equals(other.stage())
                && one.movers().equals(other.movers())
                && PublishedLog.isPermitted(one) == PublishedLog.isPermitted(other)
                && (one.zone() == null ? other.zone() == null : one.zone().equals(other.zone()));
    }

    /** For how long both lasted, below 0 where they did not meet, ms. */
    private long sharedMillis(Warning one, Warning other) {
        return Math.min(endMillis(one), endMillis(other)) - Math.max(one.onsetMillis(), other.onsetMillis());
    }

    private long endMillis(Warning warning) {
        if (warning.state() == Warning.State.CLOSED) {
            return warning.closedMillis();
        }
        return warning.state() == Warning.State.PERMITTED ? warning.detectedMillis() : timeMillis;
    }

    private void retract(String key, PublishedLog.Noted was) {
        Warning body = body(was);
        PublishedLog.Publication publication = log.publication(key, body.warningId(), was.sequence());
        int sequence = publication.sequence() + 1;
        log.publications.put(key, new PublishedLog.Publication(publication.warningId(), sequence, 0, serial));
        out.warning(body.numbered(publication.warningId(), sequence)
                .retracted(
                        timeMillis,
                        cause.reason(),
                        cause.withdrawnZh(body.messageZh()),
                        cause.withdrawnEn(body.messageEn())));
    }

    private void amend(String from, PublishedLog.Noted was, String key, PublishedLog.Noted now) {
        PublishedLog.Publication publication =
                log.publication(from, from.equals(key) ? ownId(key) : ownId(from), was.sequence());
        boolean isSame = was.contentHash().equals(now.contentHash());
        int sequence = isSame ? publication.sequence() : publication.sequence() + 1;
        log.publications.remove(from);
        if (!publication.warningId().equals(ownId(key)) || sequence != now.sequence()) {
            log.publications.put(
                    key,
                    new PublishedLog.Publication(
                            publication.warningId(), sequence, now.sequence(), PublishedLog.Publication.NEVER));
        }
        if (!isSame) {
            Warning body = body(now);
            out.warning(body.numbered(publication.warningId(), sequence)
                    .correcting(kindOfChange(body, was), timeMillis, cause.reason()));
        }
    }

    private Warning.Transition kindOfChange(Warning now, PublishedLog.Noted was) {
        if (PublishedLog.isPermitted(now)) {
            return Warning.Transition.PERMITTED;
        }
        boolean closes = now.state() == Warning.State.CLOSED && body(was).state() == Warning.State.OPEN;
        return closes ? Warning.Transition.CLOSED : Warning.Transition.AMENDED;
    }

    /** An episode nobody had seen: all of it is told. */
    private void open(String key, List<PublishedLog.Noted> now) {
        PublishedLog.Publication publication = log.publications.get(key);
        for (PublishedLog.Noted each : now) {
            if (each.key().equals(key)) {
                Warning body = body(each);
                if (publication == null) {
                    publication = new PublishedLog.Publication(freeId(key, body), 0, 0, PublishedLog.Publication.NEVER);
                }
                publication = publication.after(each.sequence());
                String reason = body.reason() == null ? cause.reason() : body.reason();
                out.warning(body.numbered(publication.warningId(), publication.sequence())
                        .late(body.transition(), reason));
                if (publication.warningId().equals(body.warningId()) && publication.sequence() == each.sequence()) {
                    log.publications.remove(key);
                } else {
                    log.publications.put(key, publication);
                }
            }
        }
    }

    /** Its own id, unless another episode that began then once goes by it. */
    private String freeId(String key, Warning body) {
        String id = body.warningId();
        String taker = log.keyPublishedAs(body.lane(), id, PublishedLog.isPermitted(body));
        while (taker != null && !taker.equals(key)) {
            id = ContentHash.hex16(id + "\nanother");
            taker = log.keyPublishedAs(body.lane(), id, PublishedLog.isPermitted(body));
        }
        return id;
    }

    private static String ownId(String key) {
        String[] parts = key.split("/");
        return parts[key.endsWith("/permitted") ? parts.length - 2 : parts.length - 1];
    }

    private Warning body(PublishedLog.@Nullable Noted noted) {
        if (noted == null) {
            throw new IllegalStateException("an episode that was never noted");
        }
        Warning known = inHand.get(noted);
        return known == null ? Bodies.read(store, noted.body()) : known;
    }

    private void keep(List<PublishedLog.Noted> now) {
        Set<Long> needed = new HashSet<>();
        Set<Long> kept = new HashSet<>();
        log.noted.forEach(each -> kept.add(each.body()));
        for (PublishedLog.Noted each : now) {
            needed.add(each.body());
            if (!kept.contains(each.body())) {
                store.put(HistoryIndex.bodyKey(each.body()), Bodies.bytes(body(each)));
                kept.add(each.body());
            }
        }
        for (PublishedLog.Noted each : log.noted) {
            if (!needed.contains(each.body())) {
                store.remove(HistoryIndex.bodyKey(each.body()));
            }
        }
        log.noted.clear();
        log.noted.addAll(now);
    }
}
