"""What a run was worth: the rubric, the score and its reasons, the debrief."""
