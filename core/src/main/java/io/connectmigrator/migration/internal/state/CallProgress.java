package io.connectmigrator.migration.internal.state;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one call has seen and asked for so far: the transient part of a {@link Progress}. It is in no journal, since another call
 * has to look again.
 */
public final class CallProgress {

    static final CallProgress NOTHING_YET = new CallProgress(new Draft());

    private final Draft values;

    private CallProgress(Draft values) {
        this.values = values;
    }

    static CallProgress of(Draft values) {
        return new CallProgress(values.copy());
    }

    Draft draft() {
        return values.copy();
    }

    /** {@return whether the source was seen to run in this call, and nothing has been asked of it yet} */
    public boolean sourceSeenRunning() {
        return values.sourceSeenRunning;
    }

    /** {@return whether the source was asked in this call to pause} */
    public boolean sourcePaused() {
        return values.sourcePaused;
    }

    /** {@return whether every task of the source was seen in this call to be paused} Noted where others are waited for. */
    public boolean sourceAtPause() {
        return values.sourceAtPause;
    }

    /** {@return whether the source was asked in this call to come to rest} */
    public boolean sourceStopped() {
        return values.sourceStopped;
    }

    /** {@return when the source was asked in this call to come to rest, or null if it was not} */
    @Nullable
    public Instant stopAsked() {
        return values.stopAsked;
    }

    /** {@return whether it was seen in this call that the target has no such connector, and none has been created yet} */
    public boolean targetAbsent() {
        return values.targetAbsent;
    }

    /** {@return whether the connector on the target was created in this call} */
    public boolean targetOurs() {
        return values.targetOurs;
    }

    /** {@return whether it was seen to in this call that the target has no offsets} */
    public boolean targetCleared() {
        return values.targetCleared;
    }

    /** {@return whether what was created on the target in this call was looked for in vain} */
    public boolean absenceSeen() {
        return values.absenceSeen;
    }

    /** {@return whether it is known that the target has not been asked to run, though it is about to be} */
    public boolean targetUntouched() {
        return values.targetUntouched;
    }

    /** {@return whether a request to start the target has failed in this call in a way that leaves open whether it was done} */
    public boolean startUnclear() {
        return values.startUnclear;
    }

    /** {@return the offsets that the target had when it was looked at in this call after it was resumed, or null} */
    @Nullable
    public OffsetSnapshot targetAfter() {
        return values.targetAfter;
    }

    /** {@return when the offsets of the source were last read again in this call, still as in the snapshot, or null} */
    @Nullable
    public Instant sourceReadAgain() {
        return values.sourceReadAgain;
    }

    /** {@return how the offsets that go this way were translated in this call, or null if they were not} */
    @Nullable
    public TranslatedSnapshot translation() {
        return values.translation;
    }

    /** {@return how all offsets of the source were translated in this call, or null if they were not} Noted where others need it. */
    @Nullable
    public TranslatedSnapshot sourceTranslation() {
        return values.sourceTranslation;
    }

    /** {@return whether the source was asked in this call to return to its former state} */
    public boolean sourceReturned() {
        return values.sourceReturned;
    }

    /** {@return when the target was seen to have committed more than it was given, or null} */
    @Nullable
    Instant committedAt() {
        return values.committedAt;
    }

    /** The values while they are being changed. */
    public static final class Draft implements Cloneable {

        public boolean sourceSeenRunning;
        public boolean sourcePaused;
        public boolean sourceAtPause;
        public boolean sourceStopped;
        public @Nullable Instant stopAsked;
        public boolean targetAbsent;
        public boolean targetOurs;
        public boolean targetCleared;
        public boolean absenceSeen;
        public boolean targetUntouched;
        public boolean startUnclear;
        public @Nullable Instant sourceReadAgain;
        public @Nullable Instant committedAt;
        public @Nullable OffsetSnapshot targetAfter;
        public @Nullable TranslatedSnapshot translation;
        public @Nullable TranslatedSnapshot sourceTranslation;
        public boolean sourceReturned;

        private Draft() {}

        private Draft copy() {
            try {
                return (Draft) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
