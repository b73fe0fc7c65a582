package io.redemption.reliability.claims;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients claimed, by question and by lie. Thread-safe. */
final class Claims {
    private record Ended(
            Cell cell, @Nullable Object answer, @Nullable Throwable thrown) {}

    private final List<Ended> unjudged = new ArrayList<>();
    private final Map<String, Map<String, Integer>> byQuestion = new TreeMap<>();
    private final Map<String, Map<String, Integer>> byLie = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> speechless = new ArrayList<>();
    private final Map<Asked, Integer> given = new EnumMap<>(Asked.class);
    private int honest;
    private int rightGiven;
    private int repeatedPosts;
    private int dangerousPosts;

    synchronized void add(Cell cell, @Nullable Object answer, @Nullable Throwable thrown) {
        unjudged.add(new Ended(cell, answer, thrown));
    }

    /** Holds all against the record as it is now, when everything has been executed that will be. */
    synchronized void judgeAll() {
        unjudged.forEach(this::judge);
        unjudged.clear();
    }

    private void judge(Ended ended) {
        Cell cell = ended.cell();
        Claim claim = Claim.of(cell, ended.answer(), ended.thrown());
        boolean right = cell.lie() == Lie.RIGHT;
        count(byQuestion, cell.asked().name(), claim.name());
        count(byLie, cell.lie().name(), claim.name());
        given.merge(cell.asked(), right ? 0 : 1, Integer::sum);
        rightGiven += right ? 1 : 0;
        honest += claim.isDefinite() ? 0 : 1;
        repeatedPosts += Math.max(0, cell.account().posts() - 1);
        dangerousPosts += cell.account().dangerousPosts();
        String what = cell.lie() + " to " + cell.asked() + " of "
                + cell.account().ours().redeemable().kind() + " " + claim.name();
        if (!claim.isTrue()) {
            wrong.add(what + ", thrown " + ended.thrown());
        } else if (right && !claim.isDefinite()) {
            speechless.add(what + ", thrown " + ended.thrown());
        }
    }

    private static void count(Map<String, Map<String, Integer>> table, String row, String column) {
        table.computeIfAbsent(row, unseen -> new TreeMap<>()).merge(column, 1, Integer::sum);
    }

    /** How many calls of a question were answered wrongly. */
    synchronized int given(Asked asked) {
        return given.getOrDefault(asked, 0);
    }

    synchronized int rightGiven() {
        return rightGiven;
    }

    /** How many calls ended without a claim: in doubt, or failed to read. */
    synchronized int honest() {
        return honest;
    }

    /** Claims that the record contradicts. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Right answers that led to no claim. */
    synchronized List<String> speechless() {
        return List.copyOf(speechless);
    }

    /** How many creates came again, because the one before was proven not to be executed. */
    synchronized int repeatedPosts() {
        return repeatedPosts;
    }

    /** How many creates came after one that may have been executed. */
    synchronized int dangerousPosts() {
        return dangerousPosts;
    }

    /** A line for each question and each lie. */
    @Override
    public synchronized String toString() {
        return lines("claims of ", byQuestion) + lines("claims after ", byLie);
    }

    private static String lines(String begin, Map<String, Map<String, Integer>> table) {
        StringBuilder lines = new StringBuilder();
        table.forEach((row, columns) ->
                lines.append(begin).append(row).append(": ").append(columns).append('\n'));
        return lines.toString();
    }
}
