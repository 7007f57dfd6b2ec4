"""Where a face is: boxes and key points, the crop, the pose, and the face from frame to frame."""
