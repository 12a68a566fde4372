-- Sends the files 0000, 0001, … of a directory in turn, at a constant rate whatever the answers' times are, as
-- long as a connection is free. Arguments: directory, number of files, key, requests a second.
-- wrk's own latencies mean nothing here: they leave out what waited for a connection.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long tv_sec; long tv_usec; } mesher_time;
  int gettimeofday(mesher_time *now, void *zone);
]]

local clock = ffi.new("mesher_time")
local requests = {}
local nextOne = 0
local interval
local due

local function milliseconds()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.tv_sec) * 1000 + tonumber(clock.tv_usec) / 1000
end

function init(args)
  local headers = {
    ["X-Sentry-Auth"] = "Sentry sentry_key=" .. args[3] .. ", sentry_version=7, sentry_client=bench/1.0",
    ["Content-Type"] = "application/json",
  }
  for i = 1, tonumber(args[2]) do
    local file = assert(io.open(string.format("%s/%04d", args[1], i - 1), "rb"))
    requests[i] = wrk.format("POST", nil, headers, file:read("*a"))
    file:close()
  end
  interval = 1000 / tonumber(args[4])
end

-- How long a connection waits before it sends: until the next request is due.
function delay()
  local now = milliseconds()
  due = (due or now) + interval
  return math.max(0, math.floor(due - now))
end

function request()
  nextOne = nextOne % #requests + 1
  return requests[nextOne]
end
