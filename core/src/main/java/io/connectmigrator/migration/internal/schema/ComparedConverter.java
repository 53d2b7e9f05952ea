package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.report.SchemaComparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was found about one converter of a connector. Filled by one thread, and then only read. */
public final class ComparedConverter {

    final ConverterConfig converter;
    final Set<String> subjects = new TreeSet<>();
    final Set<String> ids = new TreeSet<>();
    final List<String> missing = new ArrayList<>();
    final List<String> conflicts = new ArrayList<>();
    final List<String> formats = new ArrayList<>();
    final List<String> unwritable = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();
    final List<Unchecked> unchecked = new ArrayList<>();
    SchemaComparison.Relation relation = SchemaComparison.Relation.UNKNOWN;
    String source = "";
    String target = "";
    int sampled;

    ComparedConverter(ConverterConfig converter) {
        this.converter = converter;
    }

    void notChecked(String what, String remedy) {
        add(new Unchecked(what, remedy, false));
    }

    void refused(String what, String remedy) {
        // The first refusal says it all: that registry is not asked again.
        if (unchecked.stream().noneMatch(Unchecked::refused)) {
            add(new Unchecked(what, remedy, true));
        }
    }

    private void add(Unchecked more) {
        if (!unchecked.contains(more)) {
            unchecked.add(more);
        }
    }

    /** {@return the key that names the converter, such as {@code value.converter}} */
    public String role() {
        return converter.role();
    }

    /** {@return whether the target's converter asks the registry of the source, another one, or that is not known} */
    public SchemaComparison.Relation relation() {
        return relation;
    }

    /** {@return the registry of the source, for people} */
    public String source() {
        return source;
    }

    /** {@return the registry of the target, for people} */
    public String target() {
        return target;
    }

    /** {@return whether every id that is known was found to be the same schema in both registries} */
    public boolean agrees() {
        return !ids.isEmpty() && missing.isEmpty() && conflicts.isEmpty() && unchecked.isEmpty();
    }

    /** {@return ids that the target's registry lacks, each in a sentence} */
    public List<String> missing() {
        return Collections.unmodifiableList(missing);
    }

    /** {@return ids that are other schemas there, each in a sentence} */
    public List<String> conflicts() {
        return Collections.unmodifiableList(conflicts);
    }

    /** {@return formats of records that the target's converter cannot read, each in a sentence} */
    public List<String> formats() {
        return Collections.unmodifiableList(formats);
    }

    /** {@return why the target's converter could not write, each in a sentence} */
    public List<String> unwritable() {
        return Collections.unmodifiableList(unwritable);
    }

    /** {@return what could not be checked} */
    public List<Unchecked> unchecked() {
        return Collections.unmodifiableList(unchecked);
    }

    /** {@return what else is worth knowing, in one text} */
    public Optional<String> remarks() {
        return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
    }

    /** {@return how much was compared, in words} */
    public String compared() {
        return ids.size() + (ids.size() == 1 ? " id" : " ids") + " of " + subjects.size()
                + (subjects.size() == 1 ? " subject" : " subjects") + " compared, " + sampled + " records sampled";
    }

    /** {@return the same as it is reported} */
    public SchemaComparison reported() {
        List<String> notes = new ArrayList<>(remarks);
        unchecked.forEach(each -> notes.add(each.what()));
        return new SchemaComparison(
                role(),
                source,
                target,
                relation,
                subjects.size(),
                ids.size(),
                sampled,
                missing.size(),
                conflicts.size(),
                notes);
    }
}
