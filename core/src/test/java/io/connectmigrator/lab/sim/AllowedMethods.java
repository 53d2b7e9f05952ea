package io.connectmigrator.lab.sim;

/** What a worker answers to OPTIONS: the methods that a path takes, whether there is such a connector or not. */
final class AllowedMethods {

    private AllowedMethods() {}

    static Answer of(ConnectVersion version, String[] path) {
        boolean isPart = path.length == 3 && path[0].equals("connectors");
        return switch (isPart ? path[2] : "") {
            case "offsets" -> ofOffsets(version);
            case "config" -> methods("HEAD, GET, OPTIONS, PUT" + (version.patchesConfig() ? ", PATCH" : ""));
            default -> Answer.NOT_FOUND;
        };
    }

    private static Answer ofOffsets(ConnectVersion version) {
        if (!version.stops()) {
            return Answer.NOT_FOUND;
        }
        return methods(version.altersOffsets() ? "HEAD, DELETE, GET, OPTIONS, PATCH" : "HEAD, GET, OPTIONS");
    }

    private static Answer methods(String names) {
        return new Answer(200, names, false);
    }
}
