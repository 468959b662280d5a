package dev.clova.engine.remote;

import dev.clova.state.ClovaException;

/** How a shell came to its end: what exchanges without a reply get. */
sealed interface Ending {

  /** Tells an exchange that there will be no end of it. */
  void settle(Exchange exchange);

  /** No more can be known. */
  record Broken(Reply.Reason why) implements Ending {
    @Override
    public void settle(Exchange exchange) {
      exchange.breakOff(why);
    }
  }

  /** There never was a shell. */
  record Refused(ClovaException problem) implements Ending {
    @Override
    public void settle(Exchange exchange) {
      exchange.fail(problem);
    }
  }

  /** Code of ours failed in this exchange. */
  record Failed(Exchange in, RuntimeException failure) implements Ending {
    @Override
    public void settle(Exchange exchange) {
      if (exchange == in) {
        exchange.fail(failure);
      } else {
        exchange.breakOff(Reply.Reason.CLOSED);
      }
    }
  }
}
