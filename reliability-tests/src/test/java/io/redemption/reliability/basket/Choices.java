package io.redemption.reliability.basket;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What decides a schedule wherever something may go one way or another. Not thread-safe. */
interface Choices {
    /** Returns a number from 0 to {@code alternatives - 1}. */
    int next(int alternatives);

    /** Returns whether something happens that only random schedules have, at odds of one to {@code odds}. */
    boolean happens(int odds);

    /** Returns the choices of a random schedule. */
    static Choices random(long seed) {
        Random random = new Random(seed);
        random.nextInt(); // near seeds begin alike
        return new Choices() {
            @Override
            public int next(int alternatives) {
                return random.nextInt(alternatives);
            }

            @Override
            public boolean happens(int odds) {
                return random.nextInt(odds) == 0;
            }
        };
    }

    /** Goes through every combination of choices, each in a schedule of its own: the last choice changes first. */
    final class Every implements Choices {
        private final List<int[]> path = new ArrayList<>();
        private int depth;

        @Override
        public int next(int alternatives) {
            if (depth == path.size()) {
                path.add(new int[] {0, alternatives});
            }
            int[] choice = path.get(depth++);
            if (choice[1] != alternatives) {
                throw new AssertionError(
                        "choice " + depth + " has " + alternatives + " alternatives, had " + choice[1]);
            }
            return choice[0];
        }

        @Override
        public boolean happens(int odds) {
            return false;
        }

        /** Goes to the next combination; {@code false} if this was the last. */
        boolean advance() {
            while (path.size() > depth || (!path.isEmpty() && isExhausted(path.get(path.size() - 1)))) {
                path.remove(path.size() - 1);
                depth = Math.min(depth, path.size());
            }
            depth = 0;
            if (path.isEmpty()) {
                return false;
            }
            path.get(path.size() - 1)[0]++;
            return true;
        }

        private static boolean isExhausted(int[] choice) {
            return choice[0] + 1 >= choice[1];
        }
    }
}
