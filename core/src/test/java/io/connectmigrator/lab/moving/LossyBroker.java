package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.Broker;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy before a broker that loses or keeps back acknowledgements: the broker has written what a producer sent, and the connection ends
 * before the producer hears of it, or the producer does not hear of it for now. Clients of the proxy see its address in place of the broker's.
 */
public final class LossyBroker implements AutoCloseable {

    private static final short PRODUCE = 0;
    private static final String HOST = "127.0.0.1";

    private final int brokerPort;
    private final ServerSocket server;
    private final byte[] addressOfBroker;
    private final byte[] addressOfProxy;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile CountDownLatch keptBack = new CountDownLatch(0);

    /** Starts a proxy that loses nothing yet. */
    public LossyBroker(Broker broker) {
        brokerPort = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        addressOfBroker = address(brokerPort);
        addressOfProxy = address(server.getLocalPort());
        start(this::accept);
    }

    /** {@return host and port, as clients want them} */
    public String bootstrapServers() {
        return HOST + ":" + server.getLocalPort();
    }

    /** From now on loses this many acknowledgements. */
    public void lose(int acknowledgements) {
        toLose.set(acknowledgements);
    }

    /** From now on keeps acknowledgements back until {@link #release}. */
    public void keepBack() {
        keptBack = new CountDownLatch(1);
    }

    /** Passes on what it has kept back, and what comes from now on. */
    public void release() {
        keptBack.countDown();
    }

    /** {@return how many it has lost} */
    public int lost() {
        return lost.get();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            Set<Integer> produced = ConcurrentHashMap.newKeySet();
            start(() -> requests(client, broker, produced));
            start(() -> answers(broker, client, produced));
        }
    }

    private static void requests(Socket client, Socket broker, Set<Integer> produced) throws IOException {
        try (client;
                broker) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] request = in.readNBytes(in.readInt());
                ByteBuffer header = ByteBuffer.wrap(request);
                if (header.getShort(0) == PRODUCE) {
                    produced.add(header.getInt(4));
                }
                write(out, request);
            }
        }
    }

    private void answers(Socket broker, Socket client, Set<Integer> produced) throws IOException, InterruptedException {
        try (client;
                broker) {
            DataInputStream in = new DataInputStream(broker.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] answer = in.readNBytes(in.readInt());
                if (produced.remove(ByteBuffer.wrap(answer).getInt(0))) {
                    if (isToBeLost()) {
                        lost.incrementAndGet();
                        return;
                    }
                    keptBack.await();
                }
                write(out, throughProxy(answer));
            }
        }
    }

    private boolean isToBeLost() {
        return toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void write(DataOutputStream out, byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }

    /** In every answer that names a broker, its port follows its host. */
    private byte[] throughProxy(byte[] answer) {
        int length = addressOfBroker.length;
        for (int i = 0; i + length <= answer.length; i++) {
            if (Arrays.equals(answer, i, i + length, addressOfBroker, 0, length)) {
                System.arraycopy(addressOfProxy, 0, answer, i, length);
            }
        }
        return answer;
    }

    private static byte[] address(int port) {
        byte[] host = HOST.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(host.length + Integer.BYTES)
                .put(host)
                .putInt(port)
                .array();
    }

    private static void start(Piece work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // The connection has ended; nothing interrupts the threads of a proxy.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Piece {

        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        release();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
