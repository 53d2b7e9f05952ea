package io.connectmigrator.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Claims an entry of a directory journal in a second JVM. */
final class LockOfAnotherProcess {

    private static final String CLAIMED = "claimed";
    private static final String REFUSED = "refused";

    private LockOfAnotherProcess() {}

    /** Takes the directory and the entry's id. */
    public static void main(String[] arguments) {
        LockOwner owner = new LockOwner("a second JVM", Instant.EPOCH);
        try (Journal.Claim claim = Journal.directory(Path.of(arguments[0])).claim(Set.of(arguments[1]), owner)) {
            claim.requireHeld();
            System.out.println(CLAIMED);
        } catch (ClaimedException e) {
            System.out.println(REFUSED);
        }
    }

    /** {@return whether a second JVM is refused the entry} */
    static boolean refuses(Path directory, String id) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        LockOfAnotherProcess.class.getName(),
                        directory.toString(),
                        id))
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || !(said.contains(CLAIMED) || said.contains(REFUSED))) {
                throw new IllegalStateException("the second JVM said: " + said);
            }
            return said.contains(REFUSED);
        } finally {
            process.destroyForcibly();
        }
    }
}
