"""The stage of a spoken round: devices, ear, mouth, recorder and mind, put together on one clock."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

from content.library import load_library
from desktop.candidates import Candidate, FileCandidate, SpokenSample
from desktop.minds import make_mind_worker
from desktop.options import Options
from desktop.paths import session_folder, user_content
from desktop.timbre import Timbre, pace_for
from interviewer.conductor import Moment
from interviewer.events import Exchange, Input, ProbeBrief, Tick
from interviewer.mind_worker import MindWorker
from interviewer.state import Phase
from models.store import ModelStore
from speech.clock import SampleClock
from speech.ear import Ear
from speech.echo import EchoCanceller
from speech.errors import SoundError
from speech.events import (
    LevelMeasured,
    PartialHeard,
    PlaybackEnded,
    PlaybackStarted,
    RecordingFailed,
    SpeechEvent,
)
from speech.executor import SerialExecutor
from speech.microphone import DeviceMicrophone
from speech.mouth import Mouth
from speech.player import DevicePlayer
from speech.portaudio import PortAudio
from speech.ports import Block, Microphone, Player, Voice
from speech.priority import MODELS, give_way
from speech.recognizer import WhisperRecogniser
from speech.recorder import Recorder
from speech.smart_turn import SmartTurn
from speech.system_voice import SystemVoice
from speech.track_player import TrackPlayer
from speech.tracks import TrackName
from speech.vad import SileroVoiceActivity
from speech.voice import PiperVoice

log = logging.getLogger(__name__)

RECOGNISER, VOICE, TURN = "whisper-base", "piper-en-us-joe", "smart-turn-v3"
TICK = 4_000
"""Samples between ticks: four a second."""
FEW_CORES = 4
"""Processors up to which the language model makes room for the recogniser."""
SETTLE = 120.0
"""Seconds the models may take for one block of a fast round before it goes on regardless."""


class Studio:
    """Carries a session's commands out in sound, and reports what is heard."""

    def __init__(
        self,
        options: Options,
        watch: Callable[[SpeechEvent], None] | None = None,
        overhear: Callable[[TrackName, Block], None] | None = None,
    ) -> None:
        """`watch` gets levels and tentative words, `overhear` all sound of both, on the threads they come from."""
        self._options = options
        self._watch = watch or (lambda event: None)
        self._overhear = overhear or (lambda who, block: None)
        self._post: Callable[[Input], None] = _nowhere
        self._settled: Callable[[], bool] = lambda: True
        self._cued = -1
        self._next_tick = 0
        self._spent = threading.Event()
        self._over = threading.Event()
        self._candidate: Candidate | None = None
        self._microphone: Microphone | None = None
        self._player: Player | None = None
        self._recorder: Recorder | None = None
        self._mouth: Mouth | None = None
        self._ear: Ear | None = None
        self._echo: EchoCanceller | None = None
        self._mind: MindWorker | None = None
        self._executors: list[SerialExecutor] = []

    # ------------------------------------------------------------ life
    def settle_with(self, rehearsal: Any) -> None:
        """A fast round waits, block by block, until everything heard so far has been dealt with."""
        self._settled = lambda: rehearsal.idle

    @property
    def now(self) -> int:
        return self._microphone.now if self._microphone is not None else 0

    @property
    def exhausted(self) -> bool:
        """The candidate was asked and has nothing more to say."""
        return self._spent.is_set()

    @property
    def dropped(self) -> int:
        """Sound lost by overload: microphone blocks and recorded samples; 0 in a healthy round."""
        return getattr(self._microphone, "dropped", 0) + (self._recorder.dropped if self._recorder else 0)

    def begin(self, post: Callable[[Input], None], session_id: str) -> None:
        """Load the models, open the devices, start the clock."""
        self._post = post
        store = ModelStore()
        options, clock, audio = self._options, SampleClock(), PortAudio()
        self._candidate = self._make_candidate(store, clock)
        self._microphone = (
            self._candidate.microphone
            if self._candidate is not None
            else DeviceMicrophone(audio, options.input_device or None, clock=clock)
        )
        silent = self._candidate is not None and not options.output_device
        self._player = (
            TrackPlayer() if silent else DevicePlayer(audio, options.output_device or None, clock=clock)
        )
        if self._candidate is None and not self._with_headphones(audio):
            self._echo = EchoCanceller()
            self._echo.load()
        self._load(store)
        self._recorder = Recorder(session_folder(session_id), self._heard)
        self._recorder.start()
        self._microphone.start(self._on_block, self._heard)
        self._player.start(self._on_played, self._heard)

    def _load(self, store: ModelStore) -> None:
        """Voice and recogniser at once, a core each; then the mind on its own worker, while the greeting is spoken."""
        recogniser = WhisperRecogniser(store.path(RECOGNISER))
        # A model's own threads inherit the priority of the thread that loads it.
        with ThreadPoolExecutor(2, "load", initializer=give_way, initargs=(MODELS,)) as loader:
            loaded, voices = loader.submit(recogniser.load), loader.submit(self._make_voices, store)
            loaded.result()
            voice, fallback = voices.result()
        self._mind = make_mind_worker(
            self._options.mind,
            self._post,
            lambda: self.now,
            alone=lambda: not self._shares or self._ear is None or self._ear.idle,
            stand_back=lambda: self._shares and self._ear is not None and self._ear.reads_a_lull,
        )
        smart_turn = SmartTurn(store.path(TURN)) if store.have(TURN) else None
        self._ear = Ear(
            recogniser,
            SileroVoiceActivity(),
            self._executor("ear"),
            self._heard,
            smart_turn=smart_turn,
            weighs=self._mind.reads,
            voice=self._executor("voice"),
        )
        assert self._player is not None
        self._mouth = Mouth(
            voice, self._player, self._executor("mouth"), fallback=fallback, on_error=self._failed
        )

    def _with_headphones(self, audio: PortAudio) -> bool:
        if self._options.headphones != "auto":
            return self._options.headphones == "headphones"
        return audio.find("loudspeaker", self._options.output_device or None).likely_headphones

    @property
    def _shares(self) -> bool:
        """The processor has too few cores for the language model and the recogniser at once."""
        return (os.cpu_count() or 1) <= FEW_CORES

    def _make_candidate(self, store: ModelStore, clock: SampleClock) -> Candidate | None:
        options = self._options
        pace: Literal["real", "fast"] = "fast" if options.fast else "real"
        if options.sample:
            sample = load_library(user_content()).samples[options.sample]
            voices = (SystemVoice(), PiperVoice(store.path(VOICE), pace=1.1))
            return SpokenSample(sample, voices, clock, pace, self._settle)
        return FileCandidate(options.candidate, clock, pace, self._settle) if options.candidate else None

    def _make_voices(self, store: ModelStore) -> tuple[Voice, Voice]:
        """The chosen voice and the one that stands in for it."""
        options, system = self._options, SystemVoice()
        own = bool(options.voice_model) and store.have(options.voice_model)
        pitch = 1.0 if own else options.pitch  # another person's voice needs no disguise
        pace = pace_for(options.pace, pitch)
        piper = PiperVoice(store.path(options.voice_model if own else VOICE), pace=pace)
        if options.voice == "system":
            return system, piper
        piper.load()
        return (piper if pitch == 1.0 else Timbre(piper, pitch)), system

    def end(self) -> None:
        """Microphone first, so that nothing more is heard; the recording last, so that all of it is kept."""
        self._over.set()
        if self.dropped:
            log.warning("sound was lost because the machine was too busy: %d samples or blocks", self.dropped)
        for part in (self._microphone, self._player):
            if part is not None:
                part.stop()
        for executor in self._executors:
            executor.close()
        if self._mind is not None:
            self._mind.close()
        if self._recorder is not None:
            self._recorder.close()
        self._microphone, self._player = None, None

    def _executor(self, name: str) -> SerialExecutor:
        executor = SerialExecutor(name, lambda error: log.error("the %s failed", name, exc_info=error))
        self._executors.append(executor)
        return executor

    # ------------------------------------------------------------ what is heard
    def _on_block(self, block: Block) -> None:
        """On the microphone's thread: keep it, hear it, let the paper loudspeaker play on, tell the time."""
        assert self._recorder is not None and self._ear is not None
        self._recorder.candidate(block)
        self._overhear("candidate", block)
        if isinstance(self._player, TrackPlayer):
            self._player.tick(block)
        self._ear.on_block(block if self._echo is None else self._echo.clean(block))
        if block.first_sample >= self._next_tick:
            self._next_tick = block.first_sample + TICK
            self._post(Tick(block.first_sample))

    def _on_played(self, block: Block) -> None:
        """On the loudspeaker's thread."""
        assert self._recorder is not None
        self._recorder.interviewer(block)
        if self._echo is not None:
            self._echo.played(block)
        self._overhear("interviewer", block)

    def _heard(self, event: SpeechEvent) -> None:
        if isinstance(event, PlaybackStarted | PlaybackEnded) and self._ear is not None:
            self._ear.on_playback(event)
        if isinstance(event, LevelMeasured | PartialHeard):
            self._watch(event)
        if not isinstance(event, LevelMeasured):
            self._post(event)

    def _failed(self, error: SoundError) -> None:
        self._post(RecordingFailed(self.now, str(error)))

    def _settle(self) -> None:
        """Between two blocks of a fast round: until nothing waits and nothing is being worked on."""
        deadline = time.monotonic() + SETTLE
        while time.monotonic() < deadline and not self._over.is_set():
            parts = (self._ear, self._mouth, self._mind)
            if self._settled() and all(part is None or part.idle for part in parts) and self._settled():
                return
            time.sleep(0.001)
        if not self._over.is_set():
            log.warning("a block of the fast round did not settle within %.0f s", SETTLE)

    def witness(self, moment: Moment) -> None:
        """A candidate that speaks by itself is cued when the interviewer has finished asking."""
        state, turn = moment.state, moment.state.turn
        if self._candidate is None or turn is None:
            return
        if (
            isinstance(moment.event, PlaybackStarted)
            and state.saying is not None
            and state.saying.purpose == "cut_in"
        ):
            self._candidate.interrupt()
        if state.phase is not Phase.LISTENING:
            return
        if state.saying is not None or turn.index == self._cued:
            return
        self._cued = turn.index
        if not self._candidate.cue(turn):
            self._spent.set()

    # ------------------------------------------------------------ the hands
    def say(self, utterance_id: str, text: str) -> None:
        self._parts()[0].say(utterance_id, text)

    def stop_saying(self) -> None:
        self._parts()[0].stop()

    def hold_saying(self, utterance_id: str) -> None:
        self._parts()[0].hold(utterance_id)

    def resume_saying(self, utterance_id: str) -> None:
        self._parts()[0].resume(utterance_id)

    def soften_saying(self, utterance_id: str) -> None:
        self._parts()[0].soften(utterance_id)

    def open_turn(self) -> None:
        self._parts()[1].open_turn()

    def close_turn(self) -> None:
        self._parts()[1].close_turn()

    def finish_turn(self) -> None:
        self._parts()[1].finish_turn()

    def hold(self, on: bool) -> None:
        self._parts()[1].hold(on)

    def mute(self, on: bool) -> None:
        if self._microphone is not None:
            self._microphone.mute(on)

    def prepare(self, texts: tuple[str, ...]) -> None:
        self._parts()[0].prepare(*texts)

    def prime(self, question: str, dialogue: tuple[Exchange, ...], level: str, company: str) -> None:
        self._parts()[2].prime(question, dialogue, level, company)

    def weigh(self, voiced_until: int, question: str, dialogue: tuple[Exchange, ...]) -> None:
        _, ear, mind = self._parts()
        mind.weigh(question, dialogue, lambda likely: ear.weigh(voiced_until, likely))

    def word(self, request_id: str, brief: ProbeBrief) -> None:
        self._parts()[2].word(request_id, brief)

    def hurry(self, request_id: str) -> None:
        self._parts()[2].hurry(request_id)

    def drop(self, request_id: str) -> None:
        self._parts()[2].drop(request_id)

    def _parts(self) -> tuple[Mouth, Ear, MindWorker]:
        assert self._mouth is not None and self._ear is not None and self._mind is not None
        return self._mouth, self._ear, self._mind


def _nowhere(_: Input) -> None:
    raise RuntimeError("the studio has not begun")
