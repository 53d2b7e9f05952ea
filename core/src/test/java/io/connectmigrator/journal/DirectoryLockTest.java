package io.connectmigrator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Excludes other processes for as long as the claim is held, whatever else this JVM does with the directory: POSIX drops
 * the locks of a process on a file when the process closes any descriptor of it.
 */
@Timeout(120)
class DirectoryLockTest {

    private static final String ORDERS = "legacy/orders";
    private static final LockOwner CLAIMANT = new LockOwner("pid 1", Instant.EPOCH);

    @TempDir
    private Path temporary;

    @Test
    void journals_that_were_refused_and_collected_do_not_release_the_lock_of_another() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("migrations"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
        Path relative = Path.of("").toAbsolutePath().relativize(directory);
        try (Journal.Claim claim = Journal.directory(directory).claim(Set.of(ORDERS), CLAIMANT)) {
            for (Path path : List.of(directory, link, relative, link, directory)) {
                WeakReference<Journal> refused = refused(path);
                collect(refused);
            }
            awaitOneDescriptor(directory);

            assertThat(LockOfAnotherProcess.refuses(directory, ORDERS)).isTrue();
            claim.requireHeld();
        }
        assertThat(LockOfAnotherProcess.refuses(directory, ORDERS)).isFalse();
    }

    private static WeakReference<Journal> refused(Path directory) {
        Journal journal = Journal.directory(directory);
        assertThatThrownBy(() -> journal.claim(Set.of(ORDERS), CLAIMANT)).isInstanceOf(ClaimedException.class);
        return new WeakReference<>(journal);
    }

    @Test
    void another_copy_of_the_library_in_this_jvm_does_not_release_the_lock() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("migrations"));
        try (Journal.Claim claim = Journal.directory(directory).claim(Set.of(ORDERS), CLAIMANT)) {
            WeakReference<ClassLoader> copy = refusedInAnotherClassLoader(directory);
            collect(copy);
            awaitOneDescriptor(directory);

            assertThat(LockOfAnotherProcess.refuses(directory, ORDERS)).isTrue();
            claim.requireHeld();
        }
    }

    private static WeakReference<ClassLoader> refusedInAnotherClassLoader(Path directory) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String element : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            classPath.add(Path.of(element).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> journals = loader.loadClass(Journal.class.getName());
            Class<?> claimants = loader.loadClass(LockOwner.class.getName());
            Object journal = journals.getMethod("directory", Path.class).invoke(null, directory);
            Object owner =
                    claimants.getConstructor(String.class, Instant.class).newInstance("another copy", Instant.EPOCH);
            assertThat(journals).isNotEqualTo(Journal.class);
            assertThatThrownBy(() ->
                            journals.getMethod("claim", Set.class, claimants).invoke(journal, Set.of(ORDERS), owner))
                    .isInstanceOfSatisfying(
                            InvocationTargetException.class,
                            e -> assertThat(e.getTargetException())
                                    .hasToString("io.connectmigrator.journal.ClaimedException: " + CLAIMANT
                                            + " is working on " + ORDERS
                                            + "; wait until it has ended, then call again"));
            return new WeakReference<>(loader);
        }
    }

    @Test
    void of_many_threads_that_claim_a_new_entry_at_once_the_one_that_has_it_keeps_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String id = "legacy/orders-" + round;
                Callable<List<Journal.Claim>> attempt = () -> {
                    try {
                        return List.of(Journal.directory(temporary).claim(Set.of(id), CLAIMANT));
                    } catch (ClaimedException e) {
                        return List.of();
                    }
                };
                List<Journal.Claim> claims = new ArrayList<>();
                for (Future<List<Journal.Claim>> claimed : threads.invokeAll(
                        Stream.generate(() -> attempt).limit(8).toList())) {
                    claims.addAll(claimed.get());
                }
                assertThat(claims).hasSize(1);
                if (round % 10 == 0) {
                    assertThat(LockOfAnotherProcess.refuses(temporary, id)).isTrue();
                }
                claims.get(0).close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_claim_that_is_given_back_twice_does_not_give_back_the_next_one() throws Exception {
        Journal journal = Journal.directory(temporary);
        Journal.Claim first = journal.claim(Set.of(ORDERS), CLAIMANT);
        first.close();
        try (Journal.Claim second = journal.claim(Set.of(ORDERS), CLAIMANT)) {
            first.close();

            assertThatThrownBy(() -> Journal.directory(temporary).claim(Set.of(ORDERS), CLAIMANT))
                    .isInstanceOf(ClaimedException.class);
            assertThat(LockOfAnotherProcess.refuses(temporary, ORDERS)).isTrue();
            second.requireHeld();
        }
    }

    private static void collect(WeakReference<?> garbage) {
        await("garbage is not collected", () -> {
            System.gc();
            return garbage.get() == null;
        });
    }

    /** What the cleaner of garbage channels closes, it closes some time after they were collected. */
    private static void awaitOneDescriptor(Path directory) {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            await("the lock file is open more than once", () -> {
                System.gc();
                return open(descriptors, directory.resolve(ORDERS + ".lock")) == 1;
            });
        }
    }

    private static long open(Path descriptors, Path file) throws IOException {
        long open = 0;
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                open += leadsTo(descriptor, file) ? 1 : 0;
            }
        }
        return open;
    }

    private static boolean leadsTo(Path descriptor, Path file) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void await(String otherwise, Callable<Boolean> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!isTrue(condition)) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static boolean isTrue(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
