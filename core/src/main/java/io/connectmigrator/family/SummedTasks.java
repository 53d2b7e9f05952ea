package io.connectmigrator.family;

import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/** The merged connector may have as many tasks as all members together. */
final class SummedTasks implements KeyRule {

    private static final String TASKS = "tasks.max";
    private static final String DEFAULT = "1";

    @Override
    public Set<String> keys(Members members) {
        return Set.of(TASKS);
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        List<String> values = members.configs().values().stream()
                .map(config -> config.getOrDefault(TASKS, DEFAULT).strip())
                .toList();
        List<Long> numbers = values.stream()
                .flatMap(value -> Settings.number(value).stream())
                .toList();
        if (numbers.size() == values.size()) {
            long sum = numbers.stream().mapToLong(Long::longValue).sum();
            draft.put(TASKS, Long.toString(Math.min(sum, Integer.MAX_VALUE)));
        } else if (values.stream().distinct().count() == 1) {
            draft.put(TASKS, values.get(0));
        } else {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER,
                    members.subject() + " have values of " + TASKS + " that are not numbers, which have no sum");
        }
    }
}
