package io.redemption.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when the figures were taken.
 *
 * @param at when
 * @param processors how many processors the JVM sees
 * @param os operating system and architecture
 * @param jdk the JDK
 * @param stub what answered the HTTP contenders
 */
record Machine(String at, int processors, String os, String jdk, String stub) {
    static Machine current() {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                "prepared bytes on a Netty socket");
    }
}
