-- Writes and reads as ./paxos load makes them for another load generator, wrk, to check one by the other:
--   wrk -t1 -c85 -d10s -s paxos-bench/wrk.lua http://127.0.0.1:8081    and beside it 8082 and 8083
-- WORK is write (by default), read, own (writes of keys that only this node's clients write), etcd-write, or etcd-read;
-- KEYS how many there are (5000). A value has 256 bytes. The last line tells errors; a read of what was never written is one.
local work = os.getenv("WORK") or "write"
local keys = tonumber(os.getenv("KEYS") or "5000")
local value = string.rep("x", 256)

local function base64(text)
  local digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  local encoded = text:gsub("..?.?", function(bytes)
    local a, b, c = bytes:byte(1, 3)
    local number = a * 65536 + (b or 0) * 256 + (c or 0)
    local four = ""
    for place = 3, 0, -1 do
      local digit = math.floor(number / 64 ^ place) % 64 + 1
      four = four .. digits:sub(digit, digit)
    end
    return four:sub(1, #bytes + 1) .. string.rep("=", 3 - #bytes)
  end)
  return encoded
end

local octets = { ["Content-Type"] = "application/octet-stream" }
local json = { ["Content-Type"] = "application/json" }
local valueForEtcd = base64(value)
local keysForEtcd = {}
for i = 0, keys - 1 do keysForEtcd[i] = base64("wrk-" .. i) end

local function register(name)
  return "/v1/registers/" .. name
end

local requests = {
  write = function(i) return wrk.format("PUT", register("wrk-" .. i), octets, value) end,
  read = function(i) return wrk.format("GET", register("wrk-" .. i)) end,
  own = function(i) return wrk.format("PUT", register("wrk-" .. wrk.port .. "-" .. i), octets, value) end,
  ["etcd-write"] = function(i)
    return wrk.format("POST", "/v3/kv/put", json, '{"key":"' .. keysForEtcd[i] .. '","value":"' .. valueForEtcd .. '"}')
  end,
  ["etcd-read"] = function(i) return wrk.format("POST", "/v3/kv/range", json, '{"key":"' .. keysForEtcd[i] .. '"}') end,
}
local make = assert(requests[work], "WORK=" .. work .. " is none of write, read, own, etcd-write, etcd-read")

function init()
  math.randomseed(os.time() + tonumber(wrk.port))
end

function request()
  return make(math.random(0, keys - 1))
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("%.0f/s, p50 %.2f ms, p99 %.2f ms, %d errors",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
