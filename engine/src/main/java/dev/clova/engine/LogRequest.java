package dev.clova.engine;

import dev.clova.engine.live.LogWish;

/**
 * Whose logs are wanted, and which part of them.
 *
 * @param selection which placements
 * @param wish which part of each
 */
public record LogRequest(Selection selection, LogWish wish) {}
