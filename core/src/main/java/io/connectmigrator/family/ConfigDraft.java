package io.connectmigrator.family;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that rules have made for a merged config so far, and the problems that they have found. */
final class ConfigDraft {

    private static final String REMEDY =
            "Make them alike before, or let the plan make the config of the merged connector (mergedConfig)";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    void put(String key, String value) {
        values.put(key, value);
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Adds an error, whose remedy is a config that the plan makes. */
    void refuse(ProblemCode code, String message) {
        add(Problem.error(code, message, REMEDY));
    }

    Map<String, String> values() {
        return values;
    }

    List<Problem> problems() {
        return problems;
    }
}
