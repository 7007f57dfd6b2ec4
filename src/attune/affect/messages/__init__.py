"""The reviewed messages: read and checked, kept in tone, chosen by what helped."""
