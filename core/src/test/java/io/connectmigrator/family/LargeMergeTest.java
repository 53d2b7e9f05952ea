package io.connectmigrator.family;

import static io.connectmigrator.family.TestReshape.MIRROR;
import static io.connectmigrator.family.TestReshape.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeMergeTest {

    @Test
    void fifty_mirrors_of_ten_thousand_partitions_are_examined() {
        TestReshape merge = source(MIRROR);
        for (int i = 0; i < 50; i++) {
            StringBuilder topics = new StringBuilder("other" + i + ".*");
            List<String> offsets = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                topics.append(",topic").append(i).append("-").append(j);
                for (int partition = 0; partition < 40; partition++) {
                    offsets.add("{\"cluster\":\"source\",\"partition\":" + partition + ",\"topic\":\"topic" + i + "-"
                            + j + "\"}");
                    offsets.add("{\"offset\":5}");
                }
            }
            merge.with("member" + i, "topics", topics.toString()).at("member" + i, offsets.toArray(String[]::new));
        }

        long begin = System.nanoTime();
        List<String> found = merge.ofOwnMerge();
        System.out.println("examined in " + (System.nanoTime() - begin) / 1_000_000 + " ms");

        assertThat(found).containsExactly("WARNING COVERAGE_OVERLAPS");
    }
}
