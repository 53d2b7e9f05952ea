package io.connectmigrator.report.internal;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorExistsException;
import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.ConnectorNotStoppedException;
import io.connectmigrator.connect.InvalidConfigException;
import io.connectmigrator.connect.NotSupportedException;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.internal.Redaction;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.concurrent.CompletionException;

/** Maps exceptions and errors to problems. */
public final class Failures {

    private Failures() {}

    /** {@return the failure of a stage, without the wrapper of a future} */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** {@return the failure as an unchecked exception; an error is thrown at once} */
    public static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    /** {@return the problem} Messages of other code are repeated without what looks like a secret. */
    public static Problem problem(Throwable failure) {
        if (failure instanceof StepFailedException step) {
            return step.problem();
        }
        if (failure instanceof JournalException journal) {
            return Problem.error(ProblemCode.JOURNAL_FAILED, message(journal), journal.remedy());
        }
        if (failure instanceof ClaimedException) {
            return Problem.error(
                    ProblemCode.CLAIMED_BY_ANOTHER,
                    message(failure),
                    "Leave the connector to the other call; this call has stopped and changes nothing more");
        }
        if (failure instanceof ConnectClientException request) {
            return Problem.error(codeOf(request), request.happened(), request.remedy());
        }
        if (Thread.currentThread().isInterrupted()) {
            return Problem.error(ProblemCode.INTERRUPTED, "the thread was interrupted", "Call again to go on");
        }
        if (failure instanceof OffsetTransportException transport) {
            return Problem.error(ProblemCode.TRANSPORT_FAILED, message(transport), transport.remedy());
        }
        return Problem.error(ProblemCode.UNEXPECTED, Redaction.ofForeign(failure), "The log has the stack trace");
    }

    private static String message(Throwable failure) {
        return Redaction.ofForeignText(String.valueOf(failure.getMessage()));
    }

    private static ProblemCode codeOf(ConnectClientException request) {
        if (request instanceof UnreachableException) {
            return ProblemCode.CLUSTER_UNREACHABLE;
        }
        if (request instanceof ConnectorNotFoundException) {
            return ProblemCode.CONNECTOR_NOT_FOUND;
        }
        if (request instanceof ConnectorNotStoppedException) {
            return ProblemCode.CONNECTOR_NOT_STOPPED;
        }
        if (request instanceof ConnectorExistsException) {
            return ProblemCode.NAME_TAKEN;
        }
        if (request instanceof InvalidConfigException) {
            return ProblemCode.CONFIG_INVALID;
        }
        if (request instanceof NotSupportedException) {
            return ProblemCode.NOT_SUPPORTED;
        }
        return ProblemCode.REQUEST_FAILED;
    }
}
