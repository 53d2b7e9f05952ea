package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files of a directory of the worker one by one, and moves or deletes those that it has read. */
final class SpoolDir extends DescribedFamily {

    private static final String PACKAGE = "com.github.jcustenborder.kafka.connect.spooldir.";
    private static final Setting DIRECTORY = Setting.of("input.path");
    private static final Setting FILES = Setting.of("input.file.pattern");

    SpoolDir() {
        super(
                "SpoolDir source",
                Set.of(
                        PACKAGE + "SpoolDirAvroSourceConnector",
                        PACKAGE + "SpoolDirBinaryFileSourceConnector",
                        PACKAGE + "SpoolDirCsvSourceConnector",
                        PACKAGE + "SpoolDirJsonSourceConnector",
                        PACKAGE + "SpoolDirLineDelimitedSourceConnector",
                        PACKAGE + "SpoolDirSchemaLessJsonSourceConnector",
                        PACKAGE + "elf.SpoolDirELFSourceConnector"),
                List.of(
                        Rule.warning(
                                ProblemCode.STATE_ELSEWHERE,
                                Conditions.targetGets(DIRECTORY),
                                "reads and moves files in directories of the worker on which its task runs",
                                "Make sure that all workers of the target see the same directories (input.path,"
                                        + " finished.path, error.path)"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(DIRECTORY),
                                "gets another input.path: its offsets are kept by the names of files without their"
                                        + " directory, so that a file there is taken for one of the same name here",
                                "Make sure that it is another path of the same directory, or that no file there has the name"
                                        + " of one here")));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        if (!partition.keySet().equals(Set.of("fileName")) || !(partition.get("fileName") instanceof String file)) {
            return Optional.of(false);
        }
        return FILES.known(config)
                .filter(regex -> !regex.isEmpty())
                .flatMap(regex -> Settings.anyOf(List.of(regex)))
                .map((Pattern pattern) -> pattern.matcher(file).matches());
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("the folders of its files");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }

    @Override
    Optional<Selection> selection(ConnectorConfig config) {
        return FILES.known(config)
                .filter(regex -> !regex.isEmpty())
                .flatMap(regex -> Selection.ofRegexes(List.of(regex), List.of()));
    }

    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(ConfigUnion.ofEqual().with(new UnitedPattern(FILES, false)));
    }
}
