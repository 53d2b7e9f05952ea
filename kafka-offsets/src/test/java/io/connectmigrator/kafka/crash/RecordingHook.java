package io.connectmigrator.kafka.crash;

import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A hook that writes to a file on which cluster each connector is; its calls pass a gate. */
final class RecordingHook implements CutoverHook {

    static final String TARGET = "target";
    static final String SOURCE = "source";

    private final Path notes;
    private final Gate gate;

    RecordingHook(Path notes, Gate gate) {
        this.notes = notes;
        this.gate = gate;
    }

    @Override
    public void cutOver(Cutover cutover) throws IOException {
        note("cutOver", TARGET);
    }

    @Override
    public void takeBack(Cutover cutover) throws IOException {
        note("takeBack", SOURCE);
    }

    private void note(String call, String cluster) throws IOException {
        gate.around(
                call + " of the hook",
                () -> Files.writeString(notes, cluster + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                IllegalStateException::new);
    }

    /** {@return the cluster on which the connector is according to the last call: the source before the first one} */
    static String lastNote(Path notes) throws IOException {
        try {
            List<String> lines = Files.readAllLines(notes);
            return lines.isEmpty() ? SOURCE : lines.get(lines.size() - 1);
        } catch (NoSuchFileException e) {
            return SOURCE;
        }
    }
}
