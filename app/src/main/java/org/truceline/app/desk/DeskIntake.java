package org.truceline.app.desk;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.truceline.sources.wire.Delivery;
import org.truceline.sources.wire.Intake;
import org.truceline.sources.wire.Taken;

/** Where wires hand in what came over them. */
final class DeskIntake implements Intake {
  private final Desk desk;

  DeskIntake(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Taken take(Delivery delivery) throws InterruptedException {
    Arrival arrival =
        new Arrival(
            delivery.source(),
            delivery.sender().isBlank() ? delivery.source() : delivery.sender(),
            delivery.received(),
            List.of(new Arrival.Piece(delivery.key(), delivery.original(), delivery.items())));
    try {
      return taken(desk.reports(arrival).get().getFirst());
    } catch (ExecutionException bug) {
      throw new IllegalStateException("the desk gave no answer", bug);
    }
  }

  private static Taken taken(Handed.Answer answer) {
    return switch (answer) {
      case Handed.Written written -> new Taken.Written();
      case Handed.Known known -> new Taken.AlreadyHeld();
      case Handed.Refused(var because) -> new Taken.Refused(because);
      case Handed.Later(var after, var because) -> new Taken.Full(after);
      case Handed.Open() -> throw new IllegalStateException("an answer that was never given");
    };
  }
}
