from careers.paths import path_to
from careers.static_files import CollectedFilesStorage
from tests.counted_calls import count_calls


def test_a_path_is_worked_out_once():
    assert path_to("careers:role", "architect") == "/roles/architect/"
    assert count_calls(path_to, "careers:role", "architect") < 5


def test_the_address_of_a_file_is_worked_out_once():
    storage = CollectedFilesStorage()
    storage.hashed_files["css/base.css"] = "css/base.0123.css"

    assert storage.url("css/base.css") == "/static/css/base.0123.css"
    assert count_calls(storage.url, "css/base.css") < 5
