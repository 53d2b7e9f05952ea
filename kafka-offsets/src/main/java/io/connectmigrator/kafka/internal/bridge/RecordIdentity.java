package io.connectmigrator.kafka.internal.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * By what a record is known in two logs: digests of 128 bits instead of its bytes, so that many can be kept.
 *
 * @param key the digest of the key
 * @param content that of key and value
 * @param headers that of the headers
 * @param encodedHeaders that of the headers if each value is replaced by its Base64 text
 * @param timestamp the timestamp
 */
record RecordIdentity(Digest key, Digest content, Digest headers, Digest encodedHeaders, long timestamp) {

    record Digest(long high, long low) {}

    /** The digest of a key that is not there. */
    static final Digest NO_KEY = of(null, null, new RecordHeaders(), 0).key();

    static RecordIdentity of(byte @Nullable [] key, byte @Nullable [] value, Headers headers, long timestamp) {
        MessageDigest digest = sha256();
        update(digest, key);
        Digest ofKey = result(digest);
        update(digest, key);
        update(digest, value);
        Digest content = result(digest);
        for (Header header : headers) {
            update(digest, header);
            update(digest, header.value());
        }
        Digest plain = result(digest);
        for (Header header : headers) {
            byte[] bytes = header.value();
            update(digest, header);
            // Connect's SimpleHeaderConverter makes this of the bytes that MirrorMaker reads.
            update(digest, bytes == null ? null : Base64.getEncoder().encode(bytes));
        }
        return new RecordIdentity(ofKey, content, plain, result(digest), timestamp);
    }

    /** {@return whether one record may be the copy of the other} */
    boolean matches(RecordIdentity other, boolean withTimestamp) {
        return content.equals(other.content)
                && (headers.equals(other.headers)
                        || headers.equals(other.encodedHeaders)
                        || encodedHeaders.equals(other.headers))
                && (!withTimestamp || timestamp == other.timestamp);
    }

    private static void update(MessageDigest digest, Header header) {
        update(digest, header.key().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the length too, so that no two sequences of parts are alike. */
    private static void update(MessageDigest digest, byte @Nullable [] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : part.length)
                .flip());
        if (part != null) {
            digest.update(part);
        }
    }

    private static Digest result(MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
