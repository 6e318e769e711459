"""Sound in and out: devices, voice activity, recognition, synthesis, recording. Knows nothing of interviews."""
