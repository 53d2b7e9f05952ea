package io.connectmigrator.migration.internal.schema;

import java.util.List;

/** What kind of registry a converter asks. */
public enum ConverterKind {
    /** A registry with Confluent's API, such as Karapace. */
    CONFLUENT,
    /** Apicurio, which has Confluent's API beside its own. */
    APICURIO,
    /** A registry whose API is another one: AWS Glue, Azure. */
    OTHER_API,
    /** The registry of the environment, of a fully managed connector of Confluent Cloud. */
    CLOUD,
    /** A converter that is not known, with the URL of a registry. */
    UNKNOWN,
    /** None. */
    NONE;

    private static final List<String> OF_CONFLUENT = List.of(
            "connect.avro.AvroConverter", "connect.json.JsonSchemaConverter", "connect.protobuf.ProtobufConverter");

    static ConverterKind of(String className, boolean hasUrl) {
        if (OF_CONFLUENT.stream().anyMatch(name -> className.equals("io.confluent." + name))) {
            return CONFLUENT;
        }
        if (className.startsWith("io.apicurio.registry.utils.converter.")) {
            return APICURIO;
        }
        if (className.startsWith("com.amazonaws.services.schemaregistry.")
                || className.startsWith("com.microsoft.azure.schemaregistry.")) {
            return OTHER_API;
        }
        return hasUrl ? UNKNOWN : NONE;
    }

    /** {@return whether converters of this class ask a registry, as far as its name tells} */
    public static boolean asksRegistry(String className) {
        return of(className, false) != NONE;
    }

    /** {@return whether these converters expect an id of four bytes before the data} */
    boolean readsFourByteIds() {
        return this == CONFLUENT || this == CLOUD;
    }
}
