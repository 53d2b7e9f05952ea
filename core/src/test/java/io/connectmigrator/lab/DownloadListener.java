package io.connectmigrator.lab;

import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferEvent.RequestType;

/** Reports the name of a file when its download begins. */
final class DownloadListener extends AbstractTransferListener {

    private final Consumer<String> downloads;

    DownloadListener(Consumer<String> downloads) {
        this.downloads = downloads;
    }

    @Override
    public void transferInitiated(TransferEvent event) {
        if (event.getRequestType() == RequestType.GET) {
            downloads.accept(event.getResource().getResourceName());
        }
    }
}
