package io.connectmigrator.migration.internal.schema;

/** How a record says by which schema it was written. */
enum SchemaFormat {
    /** A zero and an id of four bytes: Confluent, Karapace, Apicurio 3. */
    FOUR_BYTES("an id of 4 bytes"),
    /** A zero and an id of eight bytes: Apicurio 2, and 3 with {@code Legacy8ByteIdHandler}. */
    EIGHT_BYTES("an id of 8 bytes, as Apicurio writes it"),
    /** A GUID in a header: Confluent 8.0 and newer. */
    GUID_IN_HEADER("a GUID in a header, as Confluent 8.0 and newer write it"),
    /** A three, a zero or a five, and a UUID: AWS Glue. */
    GLUE("a UUID of AWS Glue"),
    /** Nothing that is known. */
    NONE("no id of a schema");

    private final String words;

    SchemaFormat(String words) {
        this.words = words;
    }

    String inWords() {
        return words;
    }
}
