package io.connectmigrator.lab.facts;

/** One fact, or one error answer, and how to try it. */
public record ConnectFact(
        String id, String title, String text, String tried, String since, String until, Fact.Cost cost, Check check) {

    /** Tries a fact. */
    @FunctionalInterface
    public interface Check {

        /** {@return what was seen, which may be empty} */
        String on(FactsConnect connect);
    }

    /** {@return whether a version has what this is about} */
    public boolean appliesTo(String version) {
        Release release = Release.of(version);
        return release.compareTo(Release.of(since)) >= 0 && release.compareTo(Release.of(until)) <= 0;
    }

    /** {@return whether this is an error answer, whose text is shown even when it is the expected one} */
    public boolean isAnswer() {
        return id.startsWith("E");
    }

    /** {@return what came of it on a version; no failure of any kind passes through} */
    public FactResult run(FactsConnect connect) {
        if (!appliesTo(connect.version())) {
            return new FactResult(id, connect.version(), FactResult.Outcome.NOT_APPLICABLE, "");
        }
        try {
            return new FactResult(id, connect.version(), FactResult.Outcome.HOLDS, check.on(connect));
        } catch (NotRunException e) {
            return new FactResult(id, connect.version(), FactResult.Outcome.NOT_RUN, text(e));
        } catch (AssertionError | RuntimeException e) {
            return new FactResult(id, connect.version(), FactResult.Outcome.DIFFERS, text(e));
        }
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    @Override
    public String toString() {
        return id + ": " + title;
    }
}
