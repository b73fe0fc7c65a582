package io.redemption.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedVectorTest {
    /** More than one level of branches holds. */
    private static final int MANY = 40_000;

    private static List<Integer> markedBelow(MarkedVector<String> vector, long bound, int atMost) {
        List<Integer> positions = new ArrayList<>();
        vector.visitMarkedBelow(bound, (position, item) -> {
            if (!item.equals("item " + position)) { // asked millions of times: too often for an assertion
                throw new AssertionError(item + " at " + position);
            }
            positions.add(position);
            return positions.size() < atMost;
        });
        return positions;
    }

    private static MarkedVector<String> ofMarked(int size) {
        MarkedVector<String> vector = MarkedVector.empty();
        for (int i = 0; i < size; i++) {
            vector = vector.with("item " + i, true);
        }
        return vector;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withAndWithoutMark_randomly_agreesWithTreeMap(long seed) {
        Random random = new Random(seed);
        NavigableMap<Integer, String> marked = new TreeMap<>();
        MarkedVector<String> vector = MarkedVector.empty();

        for (int i = 0; i < 4_000; i++) {
            int position = random.nextInt(1 + i);
            if (marked.remove(position) != null) {
                vector = vector.withoutMark(position);
            }
            boolean mark = random.nextInt(3) > 0;
            if (mark) {
                marked.put(vector.size(), "item " + vector.size());
            }
            vector = vector.with("item " + vector.size(), mark);

            assertThat(vector.size()).isEqualTo(i + 1);
            assertThat(vector.markedCount()).isEqualTo(marked.size());
            assertThat(vector.lastMarked())
                    .isEqualTo(marked.isEmpty() ? null : marked.lastEntry().getValue());
            int asked = random.nextInt(2 * vector.size());
            assertThat(vector.findMarked(asked)).isEqualTo(marked.get(asked));
        }

        for (int bound = 0; bound < 4_100; bound++) {
            assertThat(markedBelow(vector, bound, Integer.MAX_VALUE))
                    .isEqualTo(new ArrayList<>(
                            marked.headMap(bound, false).descendingMap().keySet()));
        }
    }

    @Test
    void get_ofMany_returnsItemsInOrder() {
        MarkedVector<String> vector = ofMarked(MANY);

        for (int i = 0; i < MANY; i++) {
            assertThat(vector.get(i)).isEqualTo("item " + i);
        }
        assertThat(vector.findMarked(MANY)).isNull();
    }

    @Test
    void with_laterItems_leavesOldVectorsAsTheyWere() {
        List<MarkedVector<String>> old = new ArrayList<>();
        MarkedVector<String> vector = MarkedVector.empty();
        for (int i = 0; i < 2_000; i++) {
            old.add(vector);
            vector = vector.with("item " + i, true);
        }
        for (int i = 0; i < 2_000; i += 2) {
            vector = vector.withoutMark(i);
        }

        for (int size = 0; size < 2_000; size++) {
            assertThat(old.get(size).size()).isEqualTo(size);
            assertThat(old.get(size).markedCount()).isEqualTo(size);
            assertThat(old.get(size).lastMarked()).isEqualTo(size == 0 ? null : "item " + (size - 1));
        }
    }

    @Test
    void with_differentItemsAfterOneVector_keepsBoth() {
        MarkedVector<String> one = ofMarked(100);

        MarkedVector<String> left = one.with("left", true);
        MarkedVector<String> right = one.with("right", false);

        assertThat(left.get(100)).isEqualTo("left");
        assertThat(right.get(100)).isEqualTo("right");
        assertThat(left.lastMarked()).isEqualTo("left");
        assertThat(right.lastMarked()).isEqualTo("item 99");
    }

    @Test
    void visitMarkedBelow_whenVisitorHasEnough_endsAtOnce() {
        assertThat(markedBelow(ofMarked(MANY), Long.MAX_VALUE, 3)).containsExactly(MANY - 1, MANY - 2, MANY - 3);
    }

    @Test
    void visitMarkedBelow_withOneMarkLeft_skipsTheRest() {
        MarkedVector<String> vector = ofMarked(MANY);
        for (int i = 1; i < MANY; i++) {
            vector = vector.withoutMark(i);
        }

        assertThat(markedBelow(vector, MANY, Integer.MAX_VALUE)).containsExactly(0);
        assertThat(vector.lastMarked()).isEqualTo("item 0");
    }

    @Test
    void withoutMark_ofUnmarkedItem_throws() {
        MarkedVector<String> vector = ofMarked(3).withoutMark(1);

        assertThatThrownBy(() -> vector.withoutMark(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vector.withoutMark(3)).isInstanceOf(IllegalStateException.class);
    }
}
