package dev.clova.engine.step;

import java.time.Duration;

/**
 * That a change may have cut our own way to its target: unless a new connection confirms it in
 * time, the target takes it back by itself.
 *
 * @param limit how long the target waits once the change is made, in whole seconds
 * @param back what takes the change back, from what the target has then
 */
public record Probation(Duration limit, Work back) {}
