from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

import pytest
from PySide6.QtWidgets import QLabel

from interviewprep.settings import Settings
from interviewprep.ui.sound.devices import NoSound, Sound, how_to_get
from interviewprep.ui.sound.player import QtPlayer
from interviewprep.ui.sound.settings import SoundSettings
from sound_at_hand import HandSound


@pytest.fixture
def sound() -> HandSound:
    return HandSound()


@pytest.fixture
def show(qtbot, theme, sound):
    def make(settings: Settings) -> SoundSettings:
        made = SoundSettings(theme, sound)
        made.kept = []
        made.chosen.connect(lambda name, value: made.kept.append((name, value)))
        made.put(settings)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def said(section: SoundSettings) -> str:
    return " ".join(label.text() for label in section.findChildren(QLabel))


def test_showing_what_is_chosen_chooses_nothing(show, sound):
    section = show(Settings(warning_sound=True, read_aloud=True, voice="English (Scotland)", voice_speed=30))
    assert section.kept == []
    assert section.voice.currentText() == "English (Scotland)"
    assert section.speed.value() == 30
    assert sound.warned == 0


def test_no_voice_is_opened_before_one_is_wanted(show, sound):
    section = show(Settings())
    assert sound.voice is None
    assert not section.voice.isEnabled()
    section.read.click()
    assert section.kept == [("read_aloud", True)]
    assert [section.voice.itemText(n) for n in range(section.voice.count())] == list(sound.voice.voices)
    assert section.voice.isEnabled()


def test_voice_and_speed_are_chosen_and_heard(show, sound):
    section = show(Settings(read_aloud=True))
    section.voice.setCurrentIndex(1)
    section.speed.setValue(-40)
    assert section.kept == [("voice", "English (Scotland)"), ("voice_speed", -40)]
    section.listen.click()
    assert sound.voice.told[-1][1:] == ("English (Scotland)", -40)
    section.listen.click()
    assert sound.voice.reads == ""


def test_the_tone_is_heard_when_it_is_switched_on(show, sound):
    section = show(Settings())
    section.warning.click()
    section.warning.click()
    assert sound.warned == 1
    assert section.kept == [("warning_sound", True), ("warning_sound", False)]


def test_without_the_extra_the_place_says_how_to_get_it_and_the_tone_remains(show, sound):
    sound.lacks = "Sound comes with the [speech] extra: python3 run.py speech"
    section = show(replace(Settings(), read_aloud=True))
    assert sound.lacks in said(section)
    assert not section.record.isEnabled()
    assert not section.voice.isVisible()
    assert section.warning.isEnabled()


def test_without_a_voice_the_reason_stands_beside_the_setting(show, sound):
    sound.no_voice = "The system has no voice to read with."
    section = show(Settings(read_aloud=True))
    assert sound.no_voice in said(section)
    assert not section.listen.isEnabled()


def test_the_command_that_brings_sound_is_one_for_this_very_program():
    assert how_to_get() == "python3 run.py speech"


@pytest.mark.skipif(find_spec("PySide6.QtMultimedia") is not None, reason="the [speech] extra is installed")
def test_each_device_says_that_the_extra_is_missing(qapp, tmp_path):
    sound = Sound()
    assert "[speech] extra" in sound.missing()
    with pytest.raises(NoSound, match="speech"):
        sound.microphone(qapp).begin()
    with pytest.raises(NoSound, match="speech"):
        QtPlayer(qapp).play(tmp_path / "none.wav")
    with pytest.raises(NoSound, match="speech"):
        sound.speaker(qapp)
    sound.warn()  # the system's own sign
