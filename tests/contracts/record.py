"""The contract of a register: some fifty tests for the lines of data that a subclass gives."""

from .access import AccessContract
from .listing import ListingContract
from .outputs import OutputContract
from .writing import WritingContract


class RecordContract(AccessContract, WritingContract, ListingContract, OutputContract):
    """What every register keeps. A new register adds one subclass in tests/contracts/test_<key>.py.

    key         the register
    edit        one field and its new value; `shown` how pages write it; `theirs` what somebody else wrote meanwhile
    required    a field that may not be empty
    foreign     field → the record of a place it points to
    found_by    (fields of a record, the words that find it)
    filtering   [(query, fields of a record it finds and the default record is not)]
    markup      a text field
    """
