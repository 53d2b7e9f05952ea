package io.connectmigrator.connect;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A private certificate authority and what it has signed, each in a store of its own. */
final class Certificates {

    static final String PASSWORD = "changeit";

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    static Certificates in(Path directory) throws Exception {
        Path all = directory.resolve("all.p12");
        make(all, "authority", "-ext", "bc:c");
        make(all, "localhost", "-signer", "authority", "-ext", "san=dns:localhost");
        make(all, "elsewhere", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
        make(all, "client", "-signer", "authority");
        Certificates certificates = new Certificates(directory);
        KeyStore store = load(all);
        for (String name : List.of("localhost", "elsewhere", "client")) {
            KeyStore own = empty();
            Key key = store.getKey(name, PASSWORD.toCharArray());
            own.setKeyEntry(name, key, PASSWORD.toCharArray(), store.getCertificateChain(name));
            certificates.save(name, own);
        }
        KeyStore trust = empty();
        trust.setCertificateEntry("authority", store.getCertificate("authority"));
        certificates.save("authority", trust);
        return certificates;
    }

    Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    SSLContext trusting() throws Exception {
        return context(null);
    }

    SSLContext showing(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(store(name)), PASSWORD.toCharArray());
        return context(keys.getKeyManagers());
    }

    private SSLContext context(KeyManager @Nullable [] keys) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(store("authority")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static void make(Path store, String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("keytool failed: " + said);
        }
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void save(String name, KeyStore store) throws Exception {
        try (OutputStream out = Files.newOutputStream(store(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
