"""The pages staff use: server-rendered, Vietnamese, no request leaves the machine."""
