-- Sends the files 00 to 63 of a directory in turn, prepared once. Arguments: directory, key, encoding.
local requests = {}
local nextOne = 0

function init(args)
  local headers = {
    ["X-Sentry-Auth"] = "Sentry sentry_key=" .. args[2] .. ", sentry_version=7, sentry_client=bench/1.0",
    ["Content-Type"] = "application/json",
  }
  if args[3] ~= "" then headers["Content-Encoding"] = args[3] end
  for i = 0, 63 do
    local file = assert(io.open(string.format("%s/%02d", args[1], i), "rb"))
    requests[i] = wrk.format("POST", nil, headers, file:read("*a"))
    file:close()
  end
end

function request()
  nextOne = (nextOne + 1) % 64
  return requests[nextOne]
end
