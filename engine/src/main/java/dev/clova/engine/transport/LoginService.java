package dev.clova.engine.transport;

import java.io.IOException;
import java.util.List;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Logging in. Where the right key is as good as known, the first message already carries its
 * signature, which saves two round trips; a server that refuses it is asked in the ordinary way.
 */
final class LoginService extends ClientUserAuthService {

  static final ClientUserAuthServiceFactory FACTORY =
      new ClientUserAuthServiceFactory() {
        @Override
        public Service create(Session session) throws IOException {
          return new LoginService(session);
        }
      };

  private LoginService(Session session) {
    super(session);
  }

  @Override
  protected @Nullable IoWriteFuture sendInitialAuthRequest(ClientSession session, String service)
      throws IOException {
    LoginKeys.Offer offer = Dial.of(session).offer();
    if (offer.sure() && offer.keys().getFirst() instanceof LoginKey.Ready key) {
      KeyLogin.offerSigned(session, service, key);
      return null;
    }
    return super.sendInitialAuthRequest(session, service);
  }

  @Override
  protected void tryNext(int cmd, AuthFuture future) throws Exception {
    Dial.of(getClientSession()).findings().allow(List.copyOf(serverMethods));
    super.tryNext(cmd, future);
  }
}
