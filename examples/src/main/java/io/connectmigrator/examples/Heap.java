package io.connectmigrator.examples;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The heap of this JVM. */
final class Heap {

    private Heap() {}

    /** Begins anew to look for the peak. */
    static void forgetPeak() {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** {@return the most that was in use since, garbage included, in MiB} */
    static long peakMebibytes() {
        return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }

    /** {@return how much is in use now, garbage excluded, in bytes} */
    static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** {@return how large it may become, in MiB} */
    static long limitMebibytes() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
