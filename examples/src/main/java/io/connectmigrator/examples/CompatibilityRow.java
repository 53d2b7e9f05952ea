package io.connectmigrator.examples;

import java.util.List;
import java.util.stream.Stream;

/** What the contract is to run with once. */
record CompatibilityRow(String varied, String kafka, String jackson, String slf4j, int java, boolean modules) {

    /** {@return what this build uses} */
    static CompatibilityRow ofThisBuild() {
        return new CompatibilityRow(
                "nothing",
                ContractClasses.version("kafka-clients"),
                ContractClasses.version("jackson-core"),
                ContractClasses.version("slf4j-api"),
                Jdk.current().feature(),
                false);
    }

    CompatibilityRow withKafka(String version) {
        return new CompatibilityRow("kafka-clients " + version, version, jackson, slf4j, java, modules);
    }

    CompatibilityRow withJackson(String version) {
        return new CompatibilityRow("Jackson " + version, kafka, version, slf4j, java, modules);
    }

    CompatibilityRow withSlf4j(String version) {
        return new CompatibilityRow("SLF4J " + version, kafka, jackson, version, java, modules);
    }

    CompatibilityRow withJava(int feature) {
        return new CompatibilityRow(varied + ", Java " + feature, kafka, jackson, slf4j, feature, modules);
    }

    CompatibilityRow asModule() {
        return new CompatibilityRow(varied + ", as a module", kafka, jackson, slf4j, java, true);
    }

    CompatibilityRow named(String name) {
        return new CompatibilityRow(name, kafka, jackson, slf4j, java, modules);
    }

    /** {@return whether it is meant by one of these words; it always is if there are none} */
    boolean isAny(String... words) {
        return words.length == 0 || Stream.of(words).anyMatch(varied::contains);
    }

    /** {@return the artifacts, with all they need themselves, and something that prints what is logged} */
    List<String> artifacts() {
        return List.of(
                "org.apache.kafka:kafka-clients:" + kafka,
                "com.fasterxml.jackson.core:jackson-core:" + jackson,
                "org.slf4j:slf4j-api:" + slf4j,
                "org.slf4j:slf4j-simple:" + slf4j);
    }

    /** {@return the jars that must be among those that were found, else another version won} */
    List<String> jars() {
        return List.of(
                "kafka-clients-" + kafka + ".jar", "jackson-core-" + jackson + ".jar", "slf4j-api-" + slf4j + ".jar");
    }
}
