package io.redemption.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentTreeMapTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withAndWithout_randomly_agreesWithTreeMap(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, String> model = new TreeMap<>();
        PersistentTreeMap<Integer, String> tree = PersistentTreeMap.empty();

        for (int i = 0; i < 4_000; i++) {
            int key = random.nextInt(300);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                tree = tree.without(key);
            } else {
                model.put(key, "v" + i);
                tree = tree.with(key, "v" + i);
            }

            assertThat(tree.size()).isEqualTo(model.size());
            assertThat(tree.get(key)).isEqualTo(model.get(key));
            assertThat(tree.height()).isLessThanOrEqualTo(avlHeight(tree.size()));
        }

        for (int key = 0; key < 300; key++) {
            assertThat(tree.get(key)).isEqualTo(model.get(key));
        }
    }

    @Test
    void with_risingKeys_staysShallow() {
        PersistentTreeMap<Integer, String> tree = PersistentTreeMap.empty();

        for (int i = 0; i < 100_000; i++) {
            tree = tree.with(i, "v");
        }

        assertThat(tree.height()).isLessThanOrEqualTo(avlHeight(100_000));
    }

    @Test
    void withAndWithout_anOldTree_keepsItsEntries() {
        PersistentTreeMap<Integer, String> old = PersistentTreeMap.<Integer, String>empty()
                .with(1, "a")
                .with(2, "b")
                .with(3, "c");

        PersistentTreeMap<Integer, String> next = old.without(2).with(1, "z").with(4, "d");

        assertThat(Stream.of(1, 2, 3, 4).map(old::get)).containsExactly("a", "b", "c", null);
        assertThat(Stream.of(1, 2, 3, 4).map(next::get)).containsExactly("z", null, "c", "d");
    }

    @Test
    void without_aKeyThatIsNotThere_isTheSameTree() {
        PersistentTreeMap<Integer, String> tree =
                PersistentTreeMap.<Integer, String>empty().with(1, "a");

        assertThat(tree.without(2)).isSameAs(tree);
    }

    @Test
    void emptyTree_hasNothing() {
        PersistentTreeMap<Integer, String> tree = PersistentTreeMap.empty();

        assertThat(tree.size()).isZero();
        assertThat(tree.get(1)).isNull();
        assertThat(tree.height()).isZero();
    }

    /** An AVL tree of height h has at least F(h + 2) - 1 nodes, where F are the Fibonacci numbers. */
    private static int avlHeight(int size) {
        int height = 0;
        long fewest = 0;
        long next = 1;
        while (next <= size) {
            long after = next + fewest + 1;
            fewest = next;
            next = after;
            height++;
        }
        return height;
    }
}
