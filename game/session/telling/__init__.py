"""Telling the public: updates, how they are judged, and the words for them."""
