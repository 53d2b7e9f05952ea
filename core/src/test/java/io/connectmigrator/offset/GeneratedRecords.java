package io.connectmigrator.offset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts of keys and values by chance, for tests of what becomes of their bytes. */
final class GeneratedRecords {

    static final List<String> LITERALS = List.of(
            "1",
            "-0",
            "1.10",
            "1E5",
            "1e-7",
            "9007199254740993",
            "123456789012345678901234567890",
            "true",
            "null",
            "\"\"",
            "\"a\"",
            "\"ğ€😀\"",
            "\"\\uD83D\\uDE00\"",
            "\"\\\"}\\\\\"",
            "\"{\\\"a\\\":1}\"",
            "\"C:\\\\x\"",
            "\"\\/\"",
            "\",\"");

    private GeneratedRecords() {}

    static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** With seed 0 there is no white space. */
    static String text(String name, List<String> names, List<String> values, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("[").append(space(random, seed)).append(name);
        text.append(space(random, seed))
                .append(",")
                .append(space(random, seed))
                .append("{")
                .append(space(random, seed));
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append(space(random, seed))
                    .append(names.get(i))
                    .append(space(random, seed));
            text.append(":").append(space(random, seed)).append(values.get(i)).append(space(random, seed));
        }
        return text.append("}")
                .append(space(random, seed))
                .append("]")
                .append(space(random, seed))
                .toString();
    }

    private static String space(Random random, long seed) {
        return seed == 0 ? "" : List.of("", "", " ", "\t", "\n", "\r\n  ").get(random.nextInt(6));
    }

    static StoredRecord record(String key, String value) {
        return StoredRecord.of(
                key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), 1_700_000_000_000L);
    }
}
